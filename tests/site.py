#!/usr/bin/env python3
"""site: serves a folder on this machine as web sites do, good and bad ones.

    tests/site.py FOLDER LOG

Prints its port.  LOG gets a line for each request: seconds, method, path, agent.
The file FOLDER/a/b is /a/b; a folder is its index.html; a file that is not there
is a 404.  What stands before the path changes how it is sent:

    /gzip/a       packed
    /chunked/a    in chunks
    /moved/a      302, to /a
    /elsewhere/a  302, to /a of the same site under another name
    /loop/a       302, to itself
    /status/503/a the file, with this status
    /slow/2/a     after 2 seconds
    /cut/a        half of it, then the connection is closed
    /drop/a       the connection is closed without an answer
"""

import gzip
import mimetypes
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

ROOT = ''
LOG = sys.stderr
LOCK = threading.Lock()
CHUNK = 1000


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    server_version = 'site'
    sys_version = ''

    def log_message(self, *_args: object) -> None:
        pass

    def do_GET(self) -> None:
        with LOCK:
            print(f'{time.time():.3f}', self.command, self.path,
                  self.headers.get('User-Agent', '-'), sep='\t', file=LOG, flush=True)
        self.answer(urlsplit(self.path).path.lstrip('/'), 200, False, False)

    def answer(self, path: str, status: int, packed: bool, chunked: bool) -> None:
        how, _, rest = path.partition('/')
        if how == 'gzip':
            self.answer(rest, status, True, chunked)
        elif how == 'chunked':
            self.answer(rest, status, packed, True)
        elif how == 'status':
            number, _, rest = rest.partition('/')
            self.answer(rest, int(number), packed, chunked)
        elif how == 'slow':
            seconds, _, rest = rest.partition('/')
            time.sleep(float(seconds))
            self.answer(rest, status, packed, chunked)
        elif how == 'moved':
            self.send(302, b'', {'Location': f'/{rest}'}, False)
        elif how == 'elsewhere':
            port = self.server.server_address[1]
            self.send(302, b'', {'Location': f'http://localhost:{port}/{rest}'}, False)
        elif how == 'loop':
            self.send(302, b'', {'Location': self.path}, False)
        elif how == 'drop':
            self.close_connection = True
        else:
            self.file(path, status, packed, chunked)

    def file(self, path: str, status: int, packed: bool, chunked: bool) -> None:
        cut = path.startswith('cut/')
        name = os.path.join(ROOT, unquote(path.removeprefix('cut/')))
        if os.path.isdir(name):
            name = os.path.join(name, 'index.html')
        try:
            with open(name, 'rb') as file:
                body = file.read()
        except OSError:
            self.send(404, b'<html><body><p>no such page</p></body></html>',
                      {'Content-Type': 'text/html'}, False)
            return
        kind = mimetypes.guess_type(name)[0] or 'application/octet-stream'
        fields = {'Content-Type': kind}
        if packed:
            body = gzip.compress(body, mtime=0)
            fields['Content-Encoding'] = 'gzip'
        if cut:
            fields['Content-Length'] = str(len(body))
            body = body[:len(body) // 2]
            self.close_connection = True
        self.send(status, body, fields, chunked)

    def send(self, status: int, body: bytes, fields: dict[str, str],
             chunked: bool) -> None:
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        if chunked:
            self.send_header('Transfer-Encoding', 'chunked')
        elif 'Content-Length' not in fields:
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if chunked:
            for i in range(0, len(body), CHUNK):
                part = body[i:i + CHUNK]
                self.wfile.write(b'%x\r\n%s\r\n' % (len(part), part))
            body = b'0\r\n\r\n'
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """Clients that are killed are no news."""
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def main() -> None:
    global ROOT, LOG
    ROOT = sys.argv[1]
    LOG = open(sys.argv[2], 'a', encoding='utf-8')
    server = Server(('127.0.0.1', 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == '__main__':
    main()
