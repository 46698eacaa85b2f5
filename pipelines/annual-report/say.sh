# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # used by those that read this
# say.sh: how crawl, diff and nightly speak, end and lock.  Each sets $me first.  A
# command that fails where nobody expected it ends them with 3.

TAB=$'\t'
meant=''
trap 'unexpected $?' EXIT

unexpected() { # CODE
	[ -n "$meant" ] || [ "$1" = 0 ] || exit 3
}

say() { # unless $quiet
	[ -n "${quiet:-}" ] || echo "$me: $*" >&2
}

leave() { # CODE
	meant=1
	exit "$1"
}

die() { # CODE TEXT
	local code=$1
	shift
	echo "$me: $*" >&2
	leave "$code"
}

# Until this process and all that it started are gone.
lock() { # FILE
	{ exec 9>>"$1"; } 2>/dev/null || die 3 "$1: cannot create"
	flock -n 9 || die 75 "$1: locked by pid $(cat "$1")"
	echo $$ >"$1"
}
