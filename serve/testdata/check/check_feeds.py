"""Feeds are read by feedparser, and as JSON; each must have the statements that the API finds, in its order."""
import json
import sys
import urllib.request

import feedparser

base = sys.argv[1]


def get(path):
    with urllib.request.urlopen(base + path) as answer:
        return answer.read(), answer.headers["Content-Type"]


checked = 0
for query in ["", "q=act:deny", "speaker=putin&limit=7", "q=%22state+of+emergency%22", "q=nobodysaysthis"]:
    page = json.loads(get("/api/v1/statements?limit=50&" + query if "limit" not in query else "/api/v1/statements?" + query)[0])
    wanted = page["statements"]
    ids = {}
    for form, media in [("atom", "application/atom+xml"), ("rss", "application/rss+xml")]:
        data, kind = get(f"/feeds/{form}?{query}")
        assert kind.startswith(media), kind
        feed = feedparser.parse(data)
        assert not feed.bozo, (form, query, feed.get("bozo_exception"))
        assert feed.version == {"atom": "atom10", "rss": "rss20"}[form], feed.version
        assert feed.feed.title and feed.feed.link
        assert len(feed.entries) == len(wanted), (form, query, len(feed.entries), len(wanted))
        for entry, record in zip(feed.entries, wanted):
            assert entry.link.endswith(record["id"]), (entry.link, record["id"])
            assert entry.title and entry.published_parsed
            assert entry.get("author", "") == (record["speaker"] or {}).get("name", ""), entry
            terms = [tag.term for tag in entry.tags]
            assert "act:" + record["act"] in terms and "kind:" + record["kind"] in terms, terms
            if form == "atom":
                assert entry.id.startswith("tag:") and entry.updated_parsed and entry.content[0].type == "text/html"
                via = [link.href for link in entry.links if link.rel == "via"]
                assert via == ([record["doc"]["url"]] if record["doc"].get("url") else []), via
                assert entry.source.id and entry.source.updated
            else:
                assert entry.id.startswith(base), entry
            checked += 1
        ids[form] = [entry.id for entry in feed.entries]
        assert len(set(ids[form])) == len(ids[form]), "the same id twice"
    feed = json.loads(get(f"/feeds/json?{query}")[0])
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] and feed["home_page_url"] and feed["feed_url"]
    assert [item["_dixit"] for item in feed["items"]] == wanted
    assert [item["id"] for item in feed["items"]] == ids["atom"]
    assert ("next_url" in feed) == ("next" in page)
    for item in feed["items"]:
        assert item["content_html"] and "content_text" in item and item["date_published"] and item["date_modified"]
print(f"{checked} entries in feeds")
