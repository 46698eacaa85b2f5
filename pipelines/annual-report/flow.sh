# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # what is set here is used there, and back
# flow.sh: what run, shard and collect share.  Each sets $me and $dir first.
#
# In the tables here a name that holds a tab, a line feed or a backslash is
# written as in records, \t \n \\; otherwise names are the bytes that they are.

LC_ALL=C
export LC_ALL
home=${BASH_SOURCE[0]%/*}
TAB=$'\t'

# What load_settings reads.
stamp='' work='' corrections='' roster='' gone='' tables='' converters=''

say() {
	[ -n "${quiet:-}" ] || printf '%s: %s\n' "$me" "$*" >&2
}

die() { # CODE TEXT
	local code=$1
	shift
	printf '%s: %s\n' "$me" "$*" >&2
	exit "$code"
}

# openssl uses what the processor has.
sha256=(sha256sum --)
! command -v openssl >/dev/null || sha256=(openssl dgst -sha256 -r)

# The first hex digits of the hash of standard input.
hash() { # DIGITS
	"${sha256[@]}" | cut -c "1-$1"
}

# The hash of each file whose name comes with NUL behind it.
hash_files() {
	xargs -0r "${sha256[@]}" | sed -n 's/^\\\{0,1\}\([0-9a-f]\{64\}\) .*/\1/p'
}

# Names that end with NUL become lines, and back.
to_lines() {
	sed -z 's/\\/\\\\/g; s/\t/\\t/g; s/\n/\\n/g' | tr '\0' '\n'
}

to_names() {
	awk '{
		name = ""
		while ((i = index($0, "\\")) != 0) {
			c = substr($0, i + 1, 1)
			name = name substr($0, 1, i - 1) \
			    (c == "t" ? "\t" : c == "n" ? "\n" : c)
			$0 = substr($0, i + 2)
		}
		printf "%s%s%c", name, $0, 0
	}'
}

# What run settled, for those who make the shards on whatever host: stamp, what
# the records depend on besides the inputs; work, the folder that names of inputs
# start from; corrections, roster, gone and tables, as they were given; converters,
# their versions.
load_settings() {
	# shellcheck disable=SC1091 # made by run
	. "$dir/settings" || die 3 "$dir/settings: cannot be read"
	export PATH GX_RULES
}

# The corrections that are of the documents of a shard.
list_corrections() { # DOCS.TSV
	[ -z "$corrections" ] || awk -F '\t' '
	FILENAME == ARGV[1] && /^#/ { next }
	FILENAME == ARGV[1] && !column {
		for (i = 1; i <= NF; i++)
			if ($i == "doc")
				column = i
		next
	}
	FILENAME == ARGV[1] {
		row[$column] = row[$column] $0 "\n"
		next
	}
	$3 in row {
		printf "%s", row[$3]
		delete row[$3]
	}' "$corrections" "$1"
}

# The finished shards that were made with these programs, tables and corrections.
list_shards() {
	local s
	(cd "$dir/shards" && printf '%s\0' [0-9a-f]*/stamp | xargs -0 grep -slFx -- "$stamp") |
	    while IFS=/ read -r s _; do
		[ -z "$corrections" ] && [ ! -s "$dir/shards/$s/corrections" ] ||
		    list_corrections "$dir/shards/$s/docs.tsv" |
		    cmp -s - "$dir/shards/$s/corrections" || continue
		echo "$s"
	done
}

# Files of this name of the shards that are named, each ended by NUL.
shard_files() { # NAME
	local s
	while IFS= read -r s; do
		printf '%s/shards/%s/%s\0' "$dir" "$s" "$1"
	done
}
