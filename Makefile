# gx: make, make demo, make check, make lint, make bench, make fuzz, make install.
# See README.md.  B= builds into another folder, CFLAGS= with other options.

VERSION = 0.1
B       = build
PREFIX  = /usr/local
RULES   = annual-report
SHARE   = $(PREFIX)/share/gx/$(RULES)

CFLAGS   = -O2 -g
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes
CPPFLAGS = -Ilib -I$(B) -D_POSIX_C_SOURCE=200809L \
           -DGX_VERSION='"$(VERSION)"' -DGX_SHARE='"$(SHARE)"'
LDLIBS   = -lpcre2-8 -lz $(call archive,deflate) $(call archive,crypto) $(ICONV)

# The archive of a library where there is one: to load all of libcrypto for its
# SHA-256 takes as long as to read eight pages.
archive  = $(or $(filter /%,$(shell $(CC) -print-file-name=lib$(1).a)),-l$(1))

PROGRAMS = gx-decode gx-segment gx-extract gx-check gx-csv

# The programs around the filters: each has its page beside it, and is installed
# as gx-NAME.  PARTS are what they call besides *.awk.
PIPELINE = run shard collect convert crawl nightly diff agree page
PARTS    = attachments sheets years flow.sh guard.sh

# The library, room by room (lib/FLOORS).
OBJECTS = $(patsubst lib/%.c,$(B)/%.o,$(wildcard lib/*/*.c))
BINS    = $(PROGRAMS:%=$(B)/%)
PAGES   = $(PROGRAMS:%=bin/%.1) $(PIPELINE:%=pipelines/$(RULES)/%.1) lib/gx.7 $(B)/gx-records.5 lib/gx-rules.5

all: $(BINS)

$(BINS): %: %.o $(B)/libgx.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(B)/libgx.a $(LDLIBS)

$(B)/libgx.a: $(OBJECTS)
	rm -f $@
	$(AR) -cr $@ $(OBJECTS)

$(B)/%.o: lib/%.c
	@mkdir -p $(@D)
	$(CC) -std=c11 $(CPPFLAGS) $(WARN) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/%.o: bin/%.c
	@mkdir -p $(B)
	$(CC) -std=c11 $(CPPFLAGS) $(WARN) $(CFLAGS) -MMD -MP -c -o $@ $<

# Tables about the tools become C (lib/inc.awk says how).
$(B)/%.inc: lib/%.tsv lib/inc.awk
	@mkdir -p $(@D)
	awk -f lib/inc.awk $< > $@.new
	mv $@.new $@

$(B)/core/charset.o: $(B)/core/charsets.inc
$(B)/decode/errorpage.o: $(B)/decode/errorpages.inc
$(B)/decode/entity.o: $(B)/decode/entities.inc
$(B)/decode/loss.o: $(B)/decode/mojibake.inc
$(B)/decode/tag.o: $(B)/decode/tags.inc
$(B)/decode/media.o: $(B)/decode/media.inc
$(B)/decode/metakey.o: $(B)/decode/metakeys.inc

-include $(B)/*.d $(B)/*/*.d

# The charts of the quality page; without them it has its tables alone.
charts: $(B)/charts.js

$(B)/charts.js: pipelines/$(RULES)/quality/charts
	./deps charts
	@mkdir -p $(B)
	$< >$@.new
	mv $@.new $@

# What the tests run besides the filters.

TESTS = $(B)/tests/pass $(B)/tests/unit $(B)/tests/tokens $(B)/tests/locked \
        $(B)/tests/dribble $(B)/tests/failmalloc.so

tests: $(TESTS)

$(B)/tests/pass $(B)/tests/unit $(B)/tests/tokens $(B)/tests/locked: $(B)/tests/%: tests/%.c $(B)/libgx.a
	@mkdir -p $(B)/tests
	$(CC) -std=c11 $(CPPFLAGS) $(WARN) $(CFLAGS) $(LDFLAGS) -o $@ $< $(B)/libgx.a $(LDLIBS)

$(B)/tests/dribble: tests/dribble.c
	@mkdir -p $(B)/tests
	$(CC) -std=c11 $(WARN) -O -o $@ tests/dribble.c

$(B)/tests/failmalloc.so: tests/failmalloc.c
	@mkdir -p $(B)/tests
	$(CC) -std=c11 $(WARN) -O -fPIC -shared -o $@ tests/failmalloc.c

# make check installs what the tests need (./deps says what), builds twice,
# and runs everything in tests/ on both builds.

SANITIZED = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all

check:
	./deps check
	$(MAKE) all tests
	$(MAKE) lint
	$(MAKE) B=$(B)/asan CFLAGS='$(SANITIZED)' all tests
	tests/run $(B) $(B)/asan

# The charsets of N pages that the test makes (it prints the sum).
N = 2000
check-charset: $(B)/gx-decode
	python3 tests/charset.py $(B)/gx-decode $(N) $(SEED)

# The tables in R, PSPP, pandas, SQLite, Miller and LibreOffice: of examples/ and
# of STATS_REPORTS generated reports.
STATS_REPORTS = 10000

check-stats:
	./deps stats
	$(MAKE) all
	tests/stats/run -n $(STATS_REPORTS) $(B)

# The quality page of CHECK_PAGES generated pages, as Chromium shows it.
CHECK_PAGES = 500

check-page:
	./deps page
	$(MAKE) all charts
	tests/page/run -n $(CHECK_PAGES) $(B)

# From the list of a site on this machine to a published panel, night after night:
# 500 addresses, kills, a full disk (tests/nights says what).
check-nightly:
	./deps nightly
	$(MAKE) all
	tests/nights $(B)

# The programs around the filters: attachments, runs, crawls, nights.
FLOW = convert run crawl nightly

check-flow:
	./deps check
	$(MAKE) all tests
	tests/run -t '$(FLOW:%=tests/%.bats)' $(B)

# run over ssh and with Slurm, on this machine.
check-cluster:
	./deps cluster
	$(MAKE) all tests
	tests/run -t tests/cluster.bats $(B)

# Pages, scripts, and the sources as two compilers see them.
lint: $(PAGES)
	mandoc -Tlint -Wwarning $(PAGES)
	grep -rlE -m1 '^#(!.*[/ ](sh|bash|bats)| shellcheck shell=.*)$$' \
	    deps .ci bench examples tests pipelines | sort | xargs shellcheck
	$(MAKE) B=$(B)/lint/gcc CC=gcc CFLAGS='-O2 -Werror' all tests
	$(MAKE) B=$(B)/lint/clang CC=clang CFLAGS='-O2 -Werror' all tests

# make bench holds the filters against public commands: BENCH_SIZE MB of
# pages, which are made once and kept, BENCH_ROUNDS runs of each.
BENCH_SIZE   = 200
BENCH_ROUNDS = 5

bench:
	./deps bench
	$(MAKE) all
	@mkdir -p $(B)/bench
	$(CC) -std=c11 $(WARN) -O2 -o $(B)/bench/inflate bench/inflate.c -lz
	bench/run -s $(BENCH_SIZE) -n $(BENCH_ROUNDS) $(B)

# make fuzz looks for crashes, FUZZ_SECONDS for each kind of input
# (tests/fuzz/kinds.tsv); FUZZ= names the kinds to try, all when it is empty.
FUZZ_SECONDS = 600
FUZZ         =
INSIDE       = $(B)/fuzz/decode

fuzz:
	./deps fuzz
	$(MAKE) B=$(B)/fuzz CC=afl-clang-fast CFLAGS='$(SANITIZED)' \
	    LDFLAGS='-Wl,--wrap=read tests/fuzz/defer.c' all tests
	$(MAKE) B=$(B)/fuzz/inside CC=clang \
	    CFLAGS='$(SANITIZED) -fsanitize=fuzzer-no-link' inside
	tests/fuzz/run $(B)/fuzz $(FUZZ_SECONDS) $(FUZZ)

inside: $(INSIDE)

$(INSIDE): $(B)/fuzz/%: tests/fuzz/%.c $(B)/libgx.a
	@mkdir -p $(@D)
	$(CC) -std=c11 $(CPPFLAGS) $(WARN) $(CFLAGS) -fsanitize=fuzzer -o $@ $< $(B)/libgx.a $(LDLIBS)

demo:
	./deps build
	$(MAKE) all
	examples/demo $(B)

$(B)/gx-records.5: lib/gx-records.5.in lib/rec.def lib/records.awk
	@mkdir -p $(B)
	awk -f lib/records.awk lib/rec.def lib/gx-records.5.in >$@.tmp
	mv $@.tmp $@

# The name that a page is installed by.
PAGE = $$(echo $(1) | sed 's,^pipelines/.*/,&gx-,; s,.*/,,')

# DESTDIR= is a staging folder in front of PREFIX, for packages.
install: all $(PAGES)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(SHARE)
	install -m 755 $(BINS) $(DESTDIR)$(PREFIX)/bin
	install -m 644 pipelines/$(RULES)/*.tsv pipelines/$(RULES)/*.awk $(DESTDIR)$(SHARE)
	for p in $(PIPELINE) $(PARTS); do \
		install pipelines/$(RULES)/$$p $(DESTDIR)$(SHARE) || exit; \
	done
	install -d $(DESTDIR)$(SHARE)/quality
	install -m 644 pipelines/$(RULES)/quality/*.* $(DESTDIR)$(SHARE)/quality
	[ ! -e $(B)/charts.js ] || \
		install -m 644 $(B)/charts.js $(DESTDIR)$(SHARE)/quality
	install -d $(DESTDIR)$(SHARE)/schedule
	install -m 644 pipelines/annual-report/schedule/* $(DESTDIR)$(SHARE)/schedule
	for p in $(PIPELINE); do \
		ln -sf ../share/gx/$(RULES)/$$p $(DESTDIR)$(PREFIX)/bin/gx-$$p || exit; \
	done
	for p in $(PAGES); do \
		d=$(DESTDIR)$(PREFIX)/share/man/man$${p##*.}; \
		install -d $$d && install -m 644 $$p $$d/$(call PAGE,$$p) || exit; \
	done

uninstall:
	rm -rf $(DESTDIR)$(SHARE)
	-rmdir $(DESTDIR)$(PREFIX)/share/gx
	for p in $(PROGRAMS) $(PIPELINE:%=gx-%); do \
		rm -f $(DESTDIR)$(PREFIX)/bin/$$p; \
	done
	for p in $(PAGES); do \
		rm -f $(DESTDIR)$(PREFIX)/share/man/man$${p##*.}/$(call PAGE,$$p); \
	done

dist:
	@mkdir -p $(B)
	git archive --prefix=gx-$(VERSION)/ -o $(B)/gx-$(VERSION).tar.gz HEAD

clean:
	rm -rf build

.PHONY: all charts tests check check-charset check-stats check-page check-flow check-cluster lint bench fuzz inside demo install uninstall dist clean check-nightly
