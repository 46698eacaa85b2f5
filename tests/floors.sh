#!/bin/sh
# floors: says where the sources break the rules of the house; one line each.
#
#	tests/floors.sh [DIR]
#
# A file includes only files of lower floors, of its own room and of those that
# this may see (lib/FLOORS); a foreign header has one owner; only die ends the
# process or allocates; only io writes to standard output (besides opt's help),
# only die to standard error.
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

includes() { # FILE: its includes; awk knows its module, room and floor
	strip "$1" | awk -v file="$1" -v standard="$standard" '
	function room_of(module) {
		sub(/\/.*/, "", module)
		return module
	}
	FNR == NR {
		if ($1 ~ /:$/) {
			room = substr($1, 1, length($1) - 1)
			seen[room, room] = 1
			for (i = 2; i <= NF; i++) seen[room, $i] = 1
		} else if ($1 ~ /^</) owner[$1] = $2
		else if ($1 !~ /^#/ && NF == 2) floor[$1] = $2
		next
	}
	FNR == 1 {
		module = file
		sub(/^lib\//, "", module)
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
		if (part[2] == "rec.def") next # the list of record types
		if (part[2] ~ /\.c$/ || part[2] ~ /^\./)
			print at part[2] " is not a header of lib"
		else if (!(other in floor))
			print at part[2] " is not in lib/FLOORS"
		else if (!program && !((room_of(module), room_of(other)) in seen))
			print at part[2] " is in no room that " room_of(module) " may see"
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
		only("lib/core/die.c", "(exit|_exit|_Exit|quick_exit|abort)[ \t]*\\(",
		    "only die ends the process")
		only("lib/core/die.c", "(malloc|calloc|realloc|reallocarray|aligned_alloc|strdup|strndup|getline|getdelim|asprintf|vasprintf|open_memstream)[ \t]*\\(",
		    "only die allocates")
		only("lib/core/io.c lib/core/opt.c", "(stdout|STDOUT_FILENO)([^A-Za-z0-9_]|$)",
		    "only io writes to standard output")
		only("lib/core/opt.c", "(printf|vprintf|puts|putchar|putchar_unlocked|gets|scanf)[ \t]*\\(",
		    "only io writes to standard output")
		only("lib/core/io.c", (posix ? "(write|" : "(") "dprintf|fputs|fputc|putc)[ \t]*\\(",
		    "only io writes")
		only("lib/core/die.c", "(stderr|STDERR_FILENO|perror)([^A-Za-z0-9_]|$)",
		    "only die writes to standard error")
		only("", "(system|popen|strtok|setlocale|strtod|atof|atoi|rand|float|double)([^A-Za-z0-9_]|$)",
		    "not in this house")
	}'
}

# The modules of lib/FLOORS and of lib/ are the same.
modules() {
	for file in lib/*/*.[ch]; do
		module=${file#lib/}
		module=${module%.[ch]}
		grep -q "^$module [0-9][0-9]*\$" lib/FLOORS ||
			echo "$file: $module is not in lib/FLOORS"
	done
	sed -n 's/^\([a-z]*\/[a-z0-9_]*\) [0-9]*$/\1/p' lib/FLOORS |
		while read -r module; do
			[ -e "lib/$module.h" ] ||
				echo "lib/FLOORS: there is no lib/$module.h"
		done
}

modules
for file in lib/*/*.[ch] bin/*.c; do
	[ -e "$file" ] || continue
	includes "$file"
	words "$file"
done
