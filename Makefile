# The few words that CI uses too. Tools are installed at the versions named here, into .ci/bin.
STATICCHECK  = honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOFUMPT      = mvdan.cc/gofumpt@v0.12.0
GOLANGCI     = github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
BIN          = $(CURDIR)/.ci/bin

.PHONY: check build test race postgres fuzz lint format scores memory torture tools

check: format lint test race ## everything that CI runs, but the fuzzing

build:                       ## the program, static
	CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o dixit ./cmd/dixit

test:                        ## what README calls the test command
	go test ./...

# SQLite is C turned into Go: the detector would watch each of its accesses to memory that it manages itself, and tests would take ten
# times as long. How it is called is watched.
UNWATCHED = -gcflags=modernc.org/sqlite/lib=-race=false -gcflags=modernc.org/libc=-race=false

race:                        ## the same under the race detector, without the long ones; what takes longest begins first
	CGO_ENABLED=1 go test -race -short $(UNWATCHED) ./ledger/sqlite ./...

postgres:                    ## the tests of a ledger in PostgreSQL, under the race detector (needs its programs)
	DIXIT_TEST_POSTGRES=start CGO_ENABLED=1 go test -race -count=1 $(UNWATCHED) ./ledger/postgres
	DIXIT_TEST_POSTGRES=start go test -count=1 ./cmd/dixit -run Postgres

# What reads what comes from outside, as PACKAGE/TARGET.
FUZZ     = read/FuzzPage read/FuzzFeed read/FuzzCharset read/FuzzFile read/warc/FuzzWARC export/FuzzRead verify/FuzzAlign verify/FuzzCheck
FUZZTIME = 60s

fuzz:                        ## each fuzz target for FUZZTIME, three at a time
	@printf '%s\n' $(FUZZ) | FUZZTIME=$(FUZZTIME) xargs -P 3 -I{} sh -c 't={}; echo "$$t"; \
		out=$$(go test "./$${t%/*}" -run "^$$" -fuzz "^$${t##*/}$$" -fuzztime $$FUZZTIME -fuzzminimizetime 2s -parallel 1 2>&1) || \
			{ printf "%s\n" "$$t" "$$out"; exit 255; }'

scores:                      ## accuracy on the dev sets against eval/scores.golden (needs ../shared)
	go test ./eval -run TestScores -count=1 -v

memory:                      ## an archive of 1 GB into a ledger in 300 MB (needs ../shared; takes minutes)
	DIXIT_MEMORY=1000 go test ./cmd/dixit -run TestMemory -count=1 -timeout=3h -v

torture:                     ## kill -9 a thousand times, let the disk fail at each of 300 points in four ways, read 3,000 articles (takes minutes)
	DIXIT_TORTURE=1 go test ./ledger/sqlite ./cmd/dixit ./extract -run 'TestKilled|TestFailingDisk|TestDiskFails|TestDiskFull|TestAllSides' -count=1 -timeout=3h -v

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
