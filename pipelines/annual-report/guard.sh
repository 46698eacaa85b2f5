# shellcheck shell=bash
# guard.sh: what crawl, diff and nightly share beside flow.sh.  A command that fails
# where nobody expected it ends them with 3.

# shellcheck source=flow.sh
. "${BASH_SOURCE[0]%/*}/flow.sh"
set -eEuo pipefail
trap 'exit 3' ERR

# Until this process and all that it started are gone.
lock() { # FILE
	{ exec 9>>"$1"; } 2>/dev/null || die 3 "$1: cannot create"
	flock -n 9 || die 75 "$1: locked by pid $(cat "$1")"
	echo $$ >"$1"
}
