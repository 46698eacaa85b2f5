#!/usr/bin/env python3
"""tokens.py TOKENS FOLDER: the html5lib tokenizer tests against lib/decode/html.

TOKENS is the driver (tests/tokens.c), FOLDER holds the *.test files.  What
lib/decode/html does otherwise on purpose is in EXCEPTIONS; a test that one of them
covers is counted, not passed.  The last line is the sum; exit 1 when a test
fails.
"""
import collections
import glob
import json
import os
import re
import subprocess
import sys

STATES = {'Data state': 'Data', 'RCDATA state': 'RCDATA',
          'RAWTEXT state': 'RAWTEXT', 'Script data state': 'Script',
          'PLAINTEXT state': 'PLAINTEXT'}

# A reason, and whether it covers a test (with the state it runs in).
EXCEPTIONS = [
    ('a CDATA section is a comment: foreign content is not kept apart',
     lambda t, state: state not in STATES),
    ('a lone surrogate cannot stand in UTF-8',
     lambda t, state: re.search('[\ud800-\udfff]', t['input'])),
    ('that of XML, not of HTML',
     lambda t, state: t['xml']),
]


def unescape(x):
    if isinstance(x, str):
        x = re.sub(r'\\u([0-9A-Fa-f]{4})', lambda m: chr(int(m[1], 16)), x)
        return re.sub('[\ud800-\udbff][\udc00-\udfff]', lambda m: m[0].encode(
            'utf-16', 'surrogatepass').decode('utf-16'), x)
    if isinstance(x, list):
        return [unescape(y) for y in x]
    if isinstance(x, dict):
        return {unescape(k): unescape(v) for k, v in x.items()}
    return x


def load(folder):
    for path in sorted(glob.glob(os.path.join(folder, '*.test'))):
        with open(path, encoding='utf-8') as f:
            data = json.load(f)
        for key, xml in (('tests', False), ('xmlViolationTests', True)):
            for t in data.get(key, []):
                t['xml'] = xml
                t['file'] = os.path.basename(path)
                if t.get('doubleEscaped'):
                    t['input'] = unescape(t['input'])
                    t['output'] = unescape(t['output'])
                for state in t.get('initialStates', ['Data state']):
                    yield t, state


def wanted(t):
    """The tokens as the driver prints them.  NUL becomes U+FFFD everywhere
    (lib/decode/tidy sees to it); of a doctype only that it is there."""
    tokens = []
    for o in t['output']:
        o = [x.replace('\0', '\ufffd') if isinstance(x, str) else x for x in o]
        if o[0] == 'Character':
            if tokens and tokens[-1][0] == 'C':
                tokens[-1][1] += o[1]
            else:
                tokens.append(['C', o[1]])
        elif o[0] == 'StartTag':
            attributes = [x.replace('\0', '\ufffd')
                          for pair in o[2].items() for x in pair]
            tokens.append(['S', o[1], '1' if o[3:] else '0'] + attributes)
        elif o[0] == 'EndTag':
            tokens.append(['E', o[1]])
        elif o[0] == 'Comment':
            tokens.append(['M', o[1]])
        elif o[0] == 'DOCTYPE':
            tokens.append(['D'])
    return tokens


def given(lines):
    undo = {'\\t': '\t', '\\n': '\n', '\\\\': '\\'}
    return [[re.sub(r'\\.', lambda m: undo[m[0]], f) for f in line.split('\t')]
            for line in lines]


def main():
    program, folder = sys.argv[1:]
    cases, feed = [], b''
    excepted = collections.Counter()
    for t, state in load(folder):
        reasons = [why for why, covers in EXCEPTIONS if covers(t, state)]
        if reasons:
            excepted[reasons[0]] += 1
            continue
        # What HTML does before it makes tokens.
        page = re.sub('\r\n?', '\n', t['input']).encode()
        last = t.get('lastStartTag',
                     'script' if state == 'Script data state' else '-')
        feed += b'%s %s %d\n%s' % (STATES[state].encode(), last.encode(),
                                   len(page), page)
        cases.append((t, state))
    run = subprocess.run([program], input=feed, stdout=subprocess.PIPE,
                         check=True)
    outputs = [[]]
    for line in run.stdout.decode().split('\n'):
        if line == '.':
            outputs.append([])
        else:
            outputs[-1].append(line)
    failed = 0
    for (t, state), output in zip(cases, outputs):
        have, want = given(output), wanted(t)
        if have != want:
            failed += 1
            print('%s: %s (%s): %r\n  want %r\n  have %r' % (
                t['file'], t['description'], state, t['input'], want, have))
    for why, n in sorted(excepted.items()):
        print('not asked: %d: %s' % (n, why))
    print('%d tests, %d failed, %d not asked'
          % (len(cases), failed, sum(excepted.values())))
    return failed > 0 or len(cases) + 1 != len(outputs)


sys.exit(main())
