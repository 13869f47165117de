# make run    build and open the sample dossier
# make test   run every test that needs no window
# make bench  measure
# Each first says what it will install, and installs only what is missing.

export PATH := $(HOME)/.cargo/bin:$(PATH)

.PHONY: run test bench

run:
	@scripts/setup.sh run
	cargo run --locked -- sample_data/konate-2025.backline

test:
	@scripts/setup.sh test
	cargo test --locked --features snapshots

bench:
	@scripts/setup.sh test
	cargo bench --locked --bench '*'
