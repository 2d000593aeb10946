# make demo and make test do all set-up on a bare Debian 12; make alone builds build/hearsay.
# Every other target is one line of help in its comment.
.PHONY: all setup configured demo test quick asan fuzz crash coverage hostile bench bench-find bench-link bench-parse model format tidy clean

all: configured ## build build/hearsay
	@ninja -C build $(NINJAFLAGS)

setup: ## install what packages.txt lists and is missing
	@./test/check/setup.sh

configured:
	@command -v meson >/dev/null || $(MAKE) --no-print-directory setup
	@[ -f build/build.ninja ] || meson setup build --buildtype=release -Db_ndebug=false >/dev/null || $(MAKE) --no-print-directory reconfigured

reconfigured: setup
	@meson setup build --buildtype=release -Db_ndebug=false

demo: setup all ## the main job on the example story
	@./examples/demo.sh

test: setup all ## every test that CI runs
	@./test/check/test.sh

quick: all ## unit tests and checks alone, for each landing
	@meson test -C build --no-rebuild --print-errorlogs --suite quick

asan: configured ## unit and cli tests under AddressSanitizer and UBSan
	@[ -f build-asan/build.ninja ] || meson setup build-asan --buildtype=debugoptimized -Db_sanitize=address,undefined >/dev/null
	@meson test -C build-asan --print-errorlogs --suite asan

fuzz: ## fuzz each reader and parser (SECONDS_EACH=60)
	@./test/fuzz/run.sh

crash: all ## kills, lost power, a full disk, every disk call and allocation failing, flipped bits (ROUNDS=200 by the slow way)
	@python3 test/crash/kill.py --rounds $${ROUNDS:-200}
	@for fault in "kill 10000" "power 1000" "io 1" "full 4096" "memory 1" "worker 1" "between 1" "flip 10000" "verify 1"; do \
		./build/test/fault $$fault || exit 1; done
	@./build/test/calls

coverage: setup ## branch coverage of the log, the verifier and the sandbox (clang); fails below 95 %
	@./test/check/coverage.sh

hostile: all ## a planted worker tries to get out; bombs and every file of ../shared/data/hostile get a verdict (FOLDER=…)
	@./build/test/planted
	@python3 test/hostile/bombs.py
	@python3 test/hostile/run.py $(FOLDER)

bench-link: all ## who is who, one claim, who took from whom: each row of it that is there
	@for b in names crossdoc border families scale; do [ ! -f bench/$$b.py ] || python3 bench/$$b.py || exit 1; done

bench: all ## speed, memory and accuracy; prints every figure that the docs quote
	@./bench/all.sh

bench-find: all ## figures, dates (CHRONO=FOLDER: chrono-node too), names, attributions: accuracy; speed of find/
	@python3 bench/recognizers.py $(if $(CHRONO),--chrono $(CHRONO)); python3 bench/find_names.py; python3 bench/attribution.py; python3 bench/find_speed.py

bench-parse: all ## the language engine: accuracy on the dev parts, speed by stage, memory, flatness
	@python3 bench/parse.py $(BENCH)

model: all ## train models/en.model from ../shared/data (DATA=open: from the openly licensed sets alone)
	@./models/make.sh

format: ## rewrite all C files in the house style
	@git ls-files 'src/*.[ch]' 'test/*.[ch]' 'bench/*.[ch]' | xargs clang-format -i

tidy: configured ## clang-tidy over all of src
	@git ls-files 'src/*.c' | xargs -P2 -n8 clang-tidy -p build --quiet

clean: ## remove what was built
	@rm -rf build build-asan build-fuzz build-cov
