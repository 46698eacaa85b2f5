# shellcheck shell=bash
# decode: what the tests of gx-decode share: asking for records, and saying
# what they must be.
# shellcheck disable=SC2034 # used by the files that load this

setup() {
	ROOT=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	B=$(cd "$ROOT" && cd "${GX_BUILD:-build}" && pwd)
	GX=$B/gx-decode
	cd "$BATS_TEST_TMPDIR" || exit
}

# Records of a type, from field N on: records text 8
records() {
	"$GX" -q "${@:3}" | awk -F'\t' -v t="$1" -v n="$2" '$1 == t {
		for (i = n; i <= NF; i++) printf "%s%s", (i > n ? "|" : ""), $i
		print "" }'
}
text() { records text 8; }
rows() { records row 12; }
warns() { records warn 6 | cut -d'|' -f1; }
charset() { records doc 8 | cut -d'|' -f1,2; }
replaced() { records end 5 | cut -d'|' -f1; }

# is EXPECTED: standard input must be exactly that
is() {
	local got
	got=$(cat; echo .)
	[ "$got" = "$1
." ] || { printf 'want: %s\ngot:  %s\n' "$1" "${got%.}"; return 1; }
}
none() {
	local got
	got=$(cat)
	[ -z "$got" ] || { echo "unexpected: $got"; return 1; }
}
gbk() { iconv -f UTF-8 -t GB18030; }

PROSE='本机关主动公开政府信息，收到申请一百件，均已按时办结。'
