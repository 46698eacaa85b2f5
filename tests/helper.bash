# shellcheck shell=bash
# helper: what every test file needs.  The build under test is $GX_BUILD.

# shellcheck disable=SC2034 # used by the files that load this
{
ROOT=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
B=$(cd "$ROOT" && cd "${GX_BUILD:-build}" && pwd)
T=$BATS_TEST_TMPDIR
S=$BATS_FILE_TMPDIR # samples, made once by setup_file
TAB=$'\t'
}
export LC_ALL=C GX_RULES=$ROOT/pipelines/annual-report
export ASAN_OPTIONS=detect_leaks=0
unset POSIXLY_CORRECT

# The filters that exist, and pass, on which every fault is proven first.
filters() {
	local f
	echo pass
	for f in decode segment extract check csv; do
		[ ! -x "$B/gx-$f" ] || echo "gx-$f"
	done
}

streams() { # those that read a stream
	filters | grep -v gx-decode
}

path() {
	case $1 in
	pass) echo "$B/tests/pass" ;;
	*) echo "$B/$1" ;;
	esac
}

# go COMMAND ...: sets status; standard output and error are in $T/out, $T/err.
go() {
	status=0
	"$@" >"$T/out" 2>"$T/err" || status=$?
}

# fail TEXT: says what is wrong and what the command said, and ends the test.
fail() {
	echo "${context:-} $1"
	[ ! -s "$T/err" ] || sed 's/^/stderr: /' "$T/err" | head -n 5
	exit 1
}

# expect CODE [REGEX]: the exit code, and one whole line of standard error; no
# regex: standard error is empty.
expect() {
	[ "$status" -eq "$1" ] || fail "exit $status, want $1"
	if [ $# -eq 1 ]; then
		[ ! -s "$T/err" ] || fail "want no message"
	else
		grep -qxE -- "$2" "$T/err" || fail "want the message: $2"
	fi
}

same() { # FILE FILE
	cmp "$1" "$2" || fail "differ: $1 $2"
}

# One plain report; $1 makes it differ from others.
report() {
	cat <<EOF
江苏省南京市鼓楼区第$1局2022年政府信息公开工作年度报告
根据《中华人民共和国政府信息公开条例》要求，编制本报告。
一、总体情况
2022年，本机关主动公开政府信息$((1000 + $1))条。
二、主动公开政府信息情况
制发规范性文件$1件。
三、收到和处理政府信息公开申请情况
2022年，本机关收到政府信息公开申请$((100 + $1))件，均已办结，其中予以公开$((60 + $1))件，不予公开40件。
四、政府信息公开行政复议、行政诉讼情况
未收到行政复议申请，发生行政诉讼$1件。
五、存在的主要问题及改进情况
公开内容有待丰富。
六、其他需要报告的事项
收取信息处理费0元。
EOF
}

# A stream as the filters before would make it, for when they do not exist:
# hand 3 has three documents.
hand() {
	awk -v n="$1" -f "$ROOT/tests/hand.awk"
}

# Makes $S/NAME.in and $S/NAME.big for each filter: one report; many.
samples() {
	local before='' f i
	mkdir -p "$S/docs"
	report 1 >"$S/gx-decode.in"
	for ((i = 1; i <= 150; i++)); do
		report "$i" >"$S/docs/$i.txt"
	done
	for ((i = 1; i <= 150; i++)); do
		cat "$S/docs/$i.txt"
	done >"$S/gx-decode.big"
	for f in pass gx-segment gx-extract gx-check gx-csv; do
		if [ "$f" = pass ] || [ ! -x "$(path "$before")" ]; then
			hand 1 >"$S/$f.in"
			hand 150 >"$S/$f.big"
		elif [ "$before" = gx-decode ]; then
			"$B/gx-decode" -q "$S/docs/1.txt" >"$S/$f.in"
			"$B/gx-decode" -q "$S"/docs/*.txt >"$S/$f.big"
		else
			"$B/$before" -q "$S/$before.in" >"$S/$f.in"
			"$B/$before" -q "$S/$before.big" >"$S/$f.big"
		fi
		case $f in
		pass) before=gx-decode ;;
		*) before=$f ;;
		esac
	done
	for f in $(filters); do
		"$(path "$f")" -q <"$S/$f.in" >"$S/$f.out" 2>/dev/null
		"$(path "$f")" -q <"$S/$f.big" >"$S/$f.bigout" 2>/dev/null
	done
}

# Lines of a stream typed by a person, for -u.
typed() {
	printf 'doc\td1\t0\tx\t0\t\ttext/plain\tUTF-8\tbytes\t9\t%s\n' \
	    0000000000000000000000000000000000000000000000000000000000000000
	printf 'text\td1\t1\t\t1\t0\t\t一、总体情况\n'
	printf 'end\td1\t0\t1\t0\tok\n'
}
