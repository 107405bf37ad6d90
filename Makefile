# Thin lines over cargo and npm. `make run` and `make test` set up what is missing and say so.
BIN := target/release/loneliness-test
HOST = $(shell rustc -vV | sed -n "s/^host: //p")

.PHONY: run static test check bench bench-scale bench-load faults sbom advisories clean-demo

run: ## Build the release and run it with demonstration data on http://127.0.0.1:8080
	@scripts/setup run
	cargo build --release --locked
	$(BIN) serve --demo --data .demo-data --listen 127.0.0.1:8080

static: ## Build one program that needs no libraries of the system, and say where it is
	@scripts/setup run
	RUSTFLAGS="-C target-feature=+crt-static" cargo build --release --locked --target $(HOST)
	@ls target/$(HOST)/release/loneliness-test

test: ## Everything: format, lints, docs, tests, PDFs, browser
	@scripts/setup test
	@scripts/test

faults: ## Play every fault as often as README's table says (as root); prints the table. A quarter of an hour
	@scripts/setup test
	@scripts/faults

check: ## The inner loop: seconds
	cargo check --all-targets
	cargo nextest run --lib 2>/dev/null || cargo test --lib

bench: ## Measure; prints a table
	@scripts/setup run
	cargo bench --bench speed

bench-scale: ## Measure lists and searches with 100,000 assessments; prints a table
	@scripts/setup run
	cargo bench --bench scale

bench-load: ## Measure requests beside a bare form; prints a table. LOAD_STORE names a database
	@scripts/setup run
	cargo bench --bench load

sbom: ## List everything that the program is built from, as CycloneDX, in target/sbom
	@scripts/setup sbom
	@scripts/sbom

advisories: ## Ask the public databases for known weaknesses of crates and npm packages; needs the network
	@scripts/setup test
	cargo deny check advisories; crates=$$?; npm audit && exit $$crates

clean-demo: ## Forget the demonstration data
	rm -rf .demo-data
