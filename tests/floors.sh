#!/bin/sh
# floors: says where the sources break the rules of the house; one line each.
#
#	tests/floors.sh [DIR]
#
# A file includes only files of lower floors (lib/FLOORS); a foreign header
# has one owner; only die ends the process or allocates; only io writes to
# standard output (besides opt's help), only die to standard error.
set -eu
cd "${1:-$(dirname "$0")/..}"

# Takes comments and what stands in strings and characters out of a C file,
# but leaves #include lines as they are; line numbers stay.
strip() {
	awk '
	/^[ \t]*#[ \t]*include/ && !comment { print; next }
	{
		out = ""
		n = length($0)
		for (i = 1; i <= n; i++) {
			c = substr($0, i, 1)
			two = substr($0, i, 2)
			if (comment) {
				if (two == "*/") { comment = 0; i++; out = out " " }
			} else if (quote != "") {
				if (c == "\\") i++
				else if (c == quote) { quote = ""; out = out c }
			} else if (two == "/*") { comment = 1; i++ }
			else if (two == "//") break
			else {
				if (c == "\"" || c == "\047") quote = c
				out = out c
			}
		}
		quote = ""
		print out
	}' "$1"
}

# The headers of ISO C11 and of POSIX.1-2008 that the sources may use.
standard='assert ctype errno fcntl float inttypes langinfo limits locale math
poll pthread pwd setjmp signal stdalign stdarg stdatomic stdbool stddef stdint
stdio stdlib stdnoreturn string strings sys/file sys/mman sys/resource
sys/select sys/stat sys/time sys/types sys/uio sys/wait time unistd wchar
wctype dirent'

includes() { # FILE: its includes, with module and floor known to awk
	strip "$1" | awk -v file="$1" -v standard="$standard" '
	FNR == NR {
		if ($1 ~ /^#/ || NF != 2) next
		if ($1 ~ /^</) owner[$1] = $2; else floor[$1] = $2
		next
	}
	FNR == 1 {
		module = file
		sub(/.*\//, "", module)
		sub(/\.[ch]$/, "", module)
		program = file ~ /^bin\//
		mine = program ? 1000 : floor[module]
		n = split(standard, list)
		for (i = 1; i <= n; i++) allowed["<" list[i] ".h>"] = 1
	}
	!/^[ \t]*#[ \t]*include/ { next }
	{
		what = $0
		sub(/^[ \t]*#[ \t]*include[ \t]*/, "", what)
		at = file ":" FNR ": "
	}
	what ~ /^</ {
		sub(/>.*/, ">", what)
		if (what in owner) {
			if (program || owner[what] != module)
				print at what " belongs to " owner[what]
		} else if (!(what in allowed))
			print at what " has no owner in lib/FLOORS"
		next
	}
	{
		split(what, part, "\"")
		other = part[2]
		sub(/\.[a-z]*$/, "", other)
		if (other == module && !program) next
		if (part[2] ~ /\.inc$/ && !program) { # made from a table
			if ((getline line <("lib/" other ".tsv")) > 0) next
			print at part[2] ": there is no lib/" other ".tsv"
			next
		}
		if (part[2] ~ /\.c$/ || part[2] ~ /\//)
			print at part[2] " is not a header of lib"
		else if (!(other in floor))
			print at part[2] " is not in lib/FLOORS"
		else if (floor[other] + 0 >= mine + 0)
			print at part[2] " is on floor " floor[other] ", this is on " mine
	}' lib/FLOORS -
}

words() { # FILE
	strip "$1" | awk -v file="$1" '
	function has(regex) {
		return match($0, "(^|[^A-Za-z0-9_.>])(" regex ")")
	}
	function only(owner, regex, why,   i, n, list) {
		n = split(owner, list, " ")
		for (i = 1; i <= n; i++) if (file == list[i]) return
		if (has(regex)) print file ":" FNR ": " why
	}
	/^[ \t]*#[ \t]*include/ { posix = posix || /unistd/; next }
	{
		only("lib/die.c", "(exit|_exit|_Exit|quick_exit|abort)[ \t]*\\(",
		    "only die ends the process")
		only("lib/die.c", "(malloc|calloc|realloc|reallocarray|aligned_alloc|strdup|strndup|getline|getdelim|asprintf|vasprintf|open_memstream)[ \t]*\\(",
		    "only die allocates")
		only("lib/io.c lib/opt.c", "(stdout|STDOUT_FILENO)([^A-Za-z0-9_]|$)",
		    "only io writes to standard output")
		only("lib/opt.c", "(printf|vprintf|puts|putchar|putchar_unlocked|gets|scanf)[ \t]*\\(",
		    "only io writes to standard output")
		only("lib/io.c", (posix ? "(write|" : "(") "dprintf|fputs|fputc|putc)[ \t]*\\(",
		    "only io writes")
		only("lib/die.c", "(stderr|STDERR_FILENO|perror)([^A-Za-z0-9_]|$)",
		    "only die writes to standard error")
		only("", "(system|popen|strtok|setlocale|strtod|atof|atoi|rand|float|double)([^A-Za-z0-9_]|$)",
		    "not in this house")
	}'
}

# The modules of lib/FLOORS, of lib/ and of the Makefile are the same.
modules() {
	for file in lib/*.[ch]; do
		module=${file##*/}
		module=${module%.[ch]}
		grep -q "^$module [0-9][0-9]*\$" lib/FLOORS ||
			echo "$file: $module is not in lib/FLOORS"
	done
	sed -n 's/^\([a-z0-9_]*\) [0-9]*$/\1/p' lib/FLOORS | while read -r module; do
		[ -e "lib/$module.h" ] || echo "lib/FLOORS: there is no lib/$module.h"
	done
	sed -n '/^LIB *=/,/[^\\]$/p' Makefile | grep -oE '[a-z0-9_]+' >"$made"
	for file in lib/*.c; do
		module=${file##*/}
		grep -qx "${module%.c}" "$made" ||
			echo "$file: ${module%.c} is not in the Makefile's LIB"
	done
}

made=$(mktemp)
trap 'rm -f "$made"' EXIT
modules
for file in lib/*.[ch] bin/*.c; do
	[ -e "$file" ] || continue
	includes "$file"
	words "$file"
done
