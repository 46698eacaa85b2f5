#!/usr/bin/env bats
# gx-decode on what wget makes of a site on this machine: a WARC file, and the
# same pages on disk.
# shellcheck disable=SC2164 # cd

setup_file() {
	command -v wget >/dev/null || return 0
	cd "$BATS_FILE_TMPDIR"
	site >serve.py
	python3 serve.py >port 2>/dev/null &
	echo $! >pid
	for ((i = 0; i < 100; i++)); do
		[ -s port ] && break
		sleep 0.1
	done
	crawl
}

teardown_file() {
	[ ! -e "$BATS_FILE_TMPDIR/pid" ] || kill "$(cat "$BATS_FILE_TMPDIR/pid")"
}

setup() {
	GX=$(cd "$BATS_TEST_DIRNAME/.." && cd "${GX_BUILD:-build}" && pwd)/gx-decode
	cd "$BATS_FILE_TMPDIR"
	command -v wget >/dev/null || skip "wget is not here"
}

# Twelve pages in several charsets and wrappings, one that is missing, one that
# is somewhere else.  It prints its port.
site() {
	cat <<'END'
import gzip
from http.server import BaseHTTPRequestHandler, HTTPServer

def page(n, charset):
    text = ('<html><head><meta charset=%s><title>第%d页</title></head><body>'
        '<p>本机关%d年主动公开政府信息%d条。</p>' % (charset, n, 2008 + n, n)
        + ''.join('<a href="/%d.html">x</a>' % i for i in range(12))
        + '<a href="/missing.html">x</a><a href="/moved.html">x</a>'
        '<img src="/a.png"></body></html>')
    return text.encode(charset)

class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def log_message(self, *args):
        pass
    def send(self, body, status=200, chunked=False, **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace('_', '-'), value)
        if chunked:
            self.send_header('Transfer-Encoding', 'chunked')
        else:
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if chunked:
            for i in range(0, len(body), 100):
                part = body[i:i + 100]
                self.wfile.write(b'%x\r\n%s\r\n' % (len(part), part))
            body = b'0\r\n\r\n'
        self.wfile.write(body)
    def do_GET(self):
        name = self.path.strip('/').split('.')[0]
        if name == 'moved':
            self.send(b'', 302, Location='/3.html')
        elif name == 'a':
            self.send(b'\x89PNG\r\n\x1a\n', Content_Type='image/png')
        elif name == '' or (name.isdigit() and int(name) < 12):
            n = int(name or 0)
            charset = 'gbk' if n % 2 else 'utf-8'
            body = page(n, charset)
            fields = {'Content_Type': 'text/html' + ('; charset=' + charset if n % 3 else ''),
                'Last_Modified': 'Wed, 01 Jan 2020 00:00:00 GMT'}
            if n % 4 == 1:
                body = gzip.compress(body)
                fields['Content_Encoding'] = 'gzip'
            self.send(body, chunked=n % 5 == 2, **fields)
        else:
            self.send(b'<p>no such page', 404, Content_Type='text/html')

server = HTTPServer(('127.0.0.1', 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
END
}

# wget undoes chunks, and with --compression the encoding, in what it saves.
crawl() {
	local port
	port=$(cat port)
	timeout 15 wget -q -r -l 2 -T 5 -t 1 -e robots=off --compression=gzip -P saved \
	    --warc-file=crawl "http://127.0.0.1:$port/0.html" || [ $? = 8 ]
	timeout 15 wget -q -r -l 2 -T 5 -t 1 -e robots=off -P again --no-warc-compression \
	    --warc-file=plain "http://127.0.0.1:$port/0.html" || [ $? = 8 ]
}

fields() { # FILE RECORD FIELD ...: of a stream
	awk -F'\t' -v t="$2" -v a="$3" -v b="${4:-0}" '$1 == t { print (b ? $a " " $b : $a) }' "$1"
}

@test "wget: the pages in WARC and on disk are the same documents" {
	"$GX" -q crawl.warc.gz >warc
	find saved -name '*.html*' ! -name 'moved*' -exec "$GX" -q {} + >disk
	fields disk doc 2 | sort -u >want
	[ "$(wc -l <want)" = 12 ]
	fields warc doc 2 | sort -u | cmp - want
	# Whatever the container, the same text.
	for f in disk warc; do grep -E '^(text|row|end)' $f | cut -f 1-3,6- | sort -u >$f.text; done
	grep '^text' disk.text | cmp - <(grep '^text' warc.text)
	fields warc end 6 | sort | uniq -c | tr -s ' ' | grep -qx ' 1[0-9] ok'
}

@test "wget: the WARC file knows more of each page" {
	"$GX" -q crawl.warc.gz >warc
	"$GX" -q saved/*/*.html >disk
	[ "$(fields warc doc 6 | grep -c '^http://127.0.0.1:[0-9]*/[0-9]*.html$')" -ge 12 ]
	for key in http.status http.date http.last-modified http.type warc.date title; do
		[ "$(fields warc meta 4 | grep -cx "$key")" -ge 12 ]
	done
	fields disk meta 4 | sort -u | grep -E '^(http|warc)\.' && false
	fields warc doc 9 | sort -u | tr '\n' ' ' | grep -q http
	# Every document begins where its gzip member does.
	fields warc doc 5 | while read -r at; do
		[ "$(tail -c +$((at + 1)) crawl.warc.gz | head -c 3 | od -An -tx1)" = " 1f 8b 08" ]
	done
}

@test "wget: what is no page is named" {
	"$GX" -q crawl.warc.gz >warc
	fields warc warn 6 7 | sed 's,http://[^/]*,,' | sort >have
	cat >want <<-'END'
	http-status crawl.warc.gz: /missing.html: HTTP status 404 Not Found
	http-status crawl.warc.gz: /moved.html: HTTP status 302 Found
	not-text crawl.warc.gz: 1 payloads are pictures, styles, scripts, fonts and the like
	END
	diff want have
}

@test "wget: a WARC file that is not packed" {
	"$GX" -q crawl.warc.gz >warc
	"$GX" -q plain.warc >plain
	fields plain doc 2 | sort -u | cmp - <(fields warc doc 2 | sort -u)
}
