# The few words that CI uses too. Tools are installed at the versions named here, into .ci/bin.
STATICCHECK  = honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOFUMPT      = mvdan.cc/gofumpt@v0.12.0
GOLANGCI     = github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
BIN          = $(CURDIR)/.ci/bin

.PHONY: check build test race postgres fuzz lint format scores memory torture work-torture chaos overhead soak release reproducible fixture batch tools

check: format lint test race ## everything that CI runs, but the fuzzing

build:                       ## the program, static
	CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o dixit ./cmd/dixit

test:                        ## what README calls the test command
	go test ./...

# SQLite is C turned into Go: the detector would watch each of its accesses to memory that it manages itself, and tests would take ten
# times as long. How it is called is watched.
UNWATCHED = -gcflags=modernc.org/sqlite/lib=-race=false -gcflags=modernc.org/libc=-race=false

# Where anything runs beside anything: what starts goroutines, or is tested as several at once. In others the detector could find nothing;
# what they share with several of their users is watched where those are tested.
BESIDE = $(shell grep -rlE --include='*.go' '\bgo func|\.Go\b|t\.Parallel|httptest|ledgertest|worktest' . | xargs -n1 dirname | sort -u)

race:                        ## these under the race detector, without the long ones; what takes longest begins first
	CGO_ENABLED=1 go test -race -short $(UNWATCHED) ./cmd/dixit ./ledger/sqlite $(BESIDE)

postgres:                    ## the tests of a ledger in PostgreSQL, under the race detector (needs its programs)
	DIXIT_TEST_POSTGRES=start CGO_ENABLED=1 go test -race -count=1 $(UNWATCHED) ./ledger/postgres
	DIXIT_TEST_POSTGRES=start go test -count=1 ./cmd/dixit -run Postgres

# What reads what comes from outside, as PACKAGE/TARGET.
FUZZ     = read/FuzzPage read/FuzzFeed read/FuzzCharset read/FuzzFile read/warc/FuzzWARC export/FuzzRead verify/FuzzAlign verify/FuzzCheck
FUZZTIME = 60s

fuzz:                        ## each fuzz target for FUZZTIME, four at a time
	@printf '%s\n' $(FUZZ) | FUZZTIME=$(FUZZTIME) xargs -P 4 -I{} sh -c 't={}; echo "$$t"; \
		out=$$(go test "./$${t%/*}" -run "^$$" -fuzz "^$${t##*/}$$" -fuzztime $$FUZZTIME -fuzzminimizetime 2s -parallel 1 2>&1) || \
			{ printf "%s\n" "$$t" "$$out"; exit 255; }'

scores:                      ## accuracy on the dev sets against eval/scores.golden (needs ../shared)
	go test ./eval -run TestScores -count=1 -v

memory:                      ## an archive of 1 GB into a ledger in 300 MB (needs ../shared; takes minutes)
	DIXIT_MEMORY=1000 go test ./cmd/dixit -run TestMemory -count=1 -timeout=3h -v

batch:                       ## dixit extract under Spark too, a large install (takes minutes)
	.ci/batch xargs parallel slurm spark

torture:                     ## kill -9 a thousand times, let the disk fail at each of 300 points in four ways, read 3,000 articles (takes minutes)
	DIXIT_TORTURE=1 go test ./ledger/sqlite ./cmd/dixit ./extract -run 'TestKilled|TestFailingDisk|TestDiskFails|TestDiskFull|TestAllSides' -count=1 -timeout=3h -v

# How long a soak is, of the watch's own time; a virtual hour takes about ten seconds.
SOAK = 6h

soak:                        ## a watch on a web where all goes wrong, killed at random; what it lost, and what it grew by
	DIXIT_SOAK=$(SOAK) go test ./cmd/dixit -run 'TestSoak$$' -count=1 -timeout=3h -v

release:                     ## archives for all platforms, with bills of materials and sums, into dist
	go test ./cmd/dixit -run 'TestFixtureOfThisVersion|TestUpgrade$$' -count=1
	go run ./deploy/release

reproducible:                ## two clones make the same release, for all platforms (takes minutes)
	PLATFORMS= .ci/release

# At each release the ledger of its version is kept, so that all later ones are tested with it: docs/releases.md.
fixture: build               ## a ledger of this version for the tests of upgrades (DIXIT_LEDGER=postgres://…: a dump of that, empty, database)
	cmd/dixit/testdata/upgrade/make ./dixit $$(./dixit version | sed -n '1s/dixit \([^ ]*\).*/\1/p')

chaos:                       ## three nodes and PostgreSQL, killed, paused and cut in 30 rounds, make the ledger that one process makes (root; takes hours)
	go run ./work/chaos -rounds 30 -articles 200000 -patience 8h

overhead:                    ## what a node and PostgreSQL cost over one process and SQLite, on 3,000 news articles (needs ../shared, PostgreSQL)
	d=$$(mktemp -d) && zcat ../shared/corpora/articles-allsides/allsides.jsonl.gz | split -l 250 --additional-suffix=.ndjson - $$d/part- && \
		go run ./work/chaos -overhead $$d/part-*; s=$$?; rm -r "$$d"; exit $$s

work-torture:                ## several dixit work, killed two hundred times, on SQLite and on PostgreSQL (needs its programs; takes minutes)
	DIXIT_WORK_KILLS=200 DIXIT_TEST_POSTGRES=start go test ./cmd/dixit -run TestWorkKilled -count=1 -timeout=3h -v

lint: tools                  ## vet, staticcheck, layer rules
	go vet ./...
	$(BIN)/staticcheck ./...
	$(BIN)/golangci-lint run ./...

format: tools                ## fails if a file is not formatted
	@out=$$($(BIN)/gofumpt -l .); test -z "$$out" || { echo "not formatted:"; echo "$$out"; exit 1; }

tools: $(BIN)/staticcheck $(BIN)/gofumpt $(BIN)/golangci-lint

$(BIN)/staticcheck: Makefile
	GOBIN=$(BIN) go install $(STATICCHECK)
	@touch $@
$(BIN)/gofumpt: Makefile
	GOBIN=$(BIN) go install $(GOFUMPT)
	@touch $@
$(BIN)/golangci-lint: Makefile
	GOBIN=$(BIN) go install $(GOLANGCI)
	@touch $@
