"""The official Python SDK of the Model Context Protocol uses every tool, over HTTP and over standard input and output."""
import asyncio
import os
import sys

from mcp import ClientSession
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import create_mcp_http_client, streamable_http_client


async def check(session):
    await session.initialize()
    tools = {t.name for t in (await session.list_tools()).tools}
    async def call(name, **args):
        tools.discard(name)
        res = await session.call_tool(name, args)
        assert not res.is_error, (name, res.content)
        return res.structured_content
    found = await call("search_statements", query="putin", limit=3)
    assert found["total"] > 3 and len(found["statements"]) == 3, found
    one = found["statements"][0]
    assert (await call("get_statement", id=one["id"]))["words_untrusted"] == one["words_untrusted"]
    assert (await call("speaker_timeline", speaker="putin"))["total"] > 3
    assert len((await call("source_chain", id=one["id"]))["chain_untrusted"]) > 1
    text = "The bridge will be built, mayor Ana Roy told reporters on Monday. “It will stand,” she said."
    assert len((await call("extract_text", text=text))["statements"]) == 2
    assert (await call("compare_quote", id=one["id"]))["witnesses"]
    draft = "“" + found["statements"][0]["words_untrusted"] + "” the president said. “A purple elephant sang in the harbour,” he said."
    checked = await call("verify_quotes", text=draft)
    assert checked["quotations"] and checked["counts"].get("NOT-FOUND"), checked
    assert not tools, tools


async def main(address, program, token):
    async with create_mcp_http_client(headers={"Authorization": "Bearer " + token}) as http, streamable_http_client(address + "/mcp", http_client=http) as streams:
        async with ClientSession(streams[0], streams[1]) as session:
            await check(session)
    async with stdio_client(StdioServerParameters(command=program, args=["mcp"], env={"DIXIT_LEDGER": os.environ["DIXIT_LEDGER"]})) as (read, write):
        async with ClientSession(read, write) as session:
            await check(session)

asyncio.run(main(*sys.argv[1:]))
print("mcp: every tool, over HTTP and over standard input and output")
