#!/usr/bin/env python3
"""charset.py GX-DECODE PAGES [SEED]: does gx-decode find the charset?

Makes pages of at least 200 ideographs in every charset that Chinese sites
use, with right, wrong and missing labels, some with one broken byte; decodes
them in one run; compares charset and text with the truth.  The last line is
the sum; exit 1 when a page is wrong (they are named, and kept in DIR if the
environment has GX_KEEP=DIR).
"""
import os
import random
import subprocess
import sys
import tempfile

SIMPLIFIED = '''
本单位全年通过门户网站主动公开各类信息{n}条，较上年有所增加。
根据国务院的要求，我们对本年度的工作进行了认真总结，现予公布。
公众可以在市政府门户网站查阅、下载本报告的电子版。
一年来共收到书面申请{n}件，均在规定期限内作出答复。
其中同意公开{n}件，不予公开{n}件，不掌握相关信息{n}件。
加强了对乡镇、街道的业务指导，举办培训班{n}期，参加人员{n}人次。
部分单位对此项工作重视不够，栏目更新不够及时，内容不够全面。
下一步将完善制度，规范流程，健全监督考核和责任追究机制。
围绕教育、医疗、住房、就业等群众关心的问题，回应社会关切{n}次。
财政预算、决算和“三公”经费全部按时向社会公布，接受监督。
没有因为信息公开引起的行政复议，提起行政诉讼{n}起，均已审结。
对涉及商业秘密和个人隐私的内容，依法征求第三方意见后处理。
微信公众号发布消息{n}篇，阅读量超过{n}万次，关注人数稳步增长。
新农村建设、扶贫开发、环境保护等重点领域的文件做到应公开尽公开。
'''.split()

TRADITIONAL = '''
本機關全年透過網站主動公開各類資訊{n}筆，較去年有所增加。
依據條例的規定，我們對本年度的工作進行了檢討，現予公布。
民眾可以在政府網站查閱、下載本報告的電子檔。
一年來共收到書面申請{n}件，均於規定期限內作出答覆。
其中同意提供{n}件，不予提供{n}件，沒有相關檔案{n}件。
加強對鄉鎮、區公所的業務指導，辦理訓練{n}場，參加人員{n}人次。
部分單位對此項業務重視不夠，網頁更新不夠及時，內容不夠完整。
下一步將完善制度，簡化流程，健全監督與考核機制。
針對教育、醫療、住宅、就業等民眾關心的問題，回應{n}次。
預算、決算與會計月報全部按時對外公布，接受監督。
沒有因為資訊公開引起的訴願，提起行政訴訟{n}起，均已審結。
對涉及營業秘密與個人隱私的內容，依法徵詢第三人意見後處理。
'''.split()

# Characters that take four bytes in GB18030, as names of places have them.
FOUR = '㙍㵐䃮䓬䶮𠀀𠮷𡎚𣲗𤧛𫚖'
# Characters of HKSCS that Big5 has not.
HKSCS = '裏綫衞埗嘅咗'

CODECS = {  # what Python calls them, and the names in the doc record
    'gbk': ('gb18030', 'GB18030'),
    'gb18030': ('gb18030', 'GB18030'),
    'big5': ('big5', 'Big5-HKSCS'),
    'hkscs': ('big5hkscs', 'Big5-HKSCS'),
    'utf-8': ('utf-8', 'UTF-8'),
    'utf-16le': ('utf-16-le', 'UTF-16LE'),
    'utf-16be': ('utf-16-be', 'UTF-16BE'),
}
RIGHT = {
    'gbk': ['gb2312', 'GBK', 'gb18030', 'GB2312'],
    'gb18030': ['gb18030', 'gbk', 'gb2312'],
    'big5': ['big5', 'Big5'],
    'hkscs': ['big5-hkscs', 'big5'],
    'utf-8': ['utf-8', 'UTF8'],
    'utf-16le': ['utf-16', 'unicode'],
    'utf-16be': ['utf-16', 'unicode'],
}
LABELS = ['gb2312', 'gbk', 'utf-8', 'big5', 'iso-8859-1', 'gb_1234', 'euc-jp']


def ideographs(lines):
    return sum('\u3400' <= c for line in lines for c in line if c not in '，。')


def make_lines(rnd, form):
    sentences = TRADITIONAL if form in ('big5', 'hkscs') else SIMPLIFIED
    rare = {'gb18030': FOUR, 'hkscs': HKSCS}.get(form)
    lines = []
    while ideographs(lines) < 200:
        line = ''
        for _ in range(rnd.randint(1, 4)):
            s = rnd.choice(sentences)
            while '{n}' in s:
                s = s.replace('{n}', str(rnd.randint(0, 9999)), 1)
            line += s
        if rare:
            at = rnd.randint(0, len(line))
            line = line[:at] + rnd.choice(rare) + line[at:]
        if not any(line in x or x in line for x in lines):
            lines.append(line)
    return lines


def markup(rnd, lines, label):
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=%s">' \
        % label if label else ''
    style = rnd.choice(['', ' style="text-indent:2em"', ' class=MsoNormal'])
    script = '<script>var a = "<p>"; if (a < 1) f();</script>\n'
    return '<html><head>%s\n</head><body>\n%s%s</body></html>\n' % (
        meta, script * rnd.randint(0, 3),
        ''.join('<p%s>%s</p>\n' % (style, line) for line in lines))


def break_byte(rnd, page, lines, codec):
    """Spoils one byte of a line; returns the number of that line."""
    k = rnd.randrange(len(lines))
    line = lines[k].encode(codec)
    start = page.index(line)
    at = start + rnd.randrange(len(line))
    while page[at] < 0x80 and 'utf-16' not in codec:
        at = start + rnd.randrange(len(line))
    page[at] = 0xFF if rnd.random() < .5 else rnd.randrange(0x80, 0x100)
    return k


class Page:
    def __init__(self, rnd, number):
        self.number = number
        self.form = rnd.choice(list(CODECS))
        codec, self.charset = CODECS[self.form]
        wide = self.form.startswith('utf-16')
        self.lines = make_lines(rnd, self.form)
        kind = rnd.choice(['right', 'wrong', 'missing'])
        self.label = {'right': rnd.choice(RIGHT[self.form]), 'missing': '',
                      'wrong': rnd.choice([x for x in LABELS
                                           if x not in RIGHT[self.form]])}[kind]
        text = markup(rnd, self.lines, self.label) if rnd.random() < .75 \
            else '\n'.join(self.lines) + '\n'
        raw = bytearray(text.encode(codec))
        self.broken = break_byte(rnd, raw, self.lines, codec) \
            if rnd.random() < .3 else None
        self.mark = rnd.random() < (.5 if wide else .1) and \
            self.form not in ('gbk', 'gb18030', 'big5', 'hkscs')
        self.raw = ('\ufeff'.encode(codec) if self.mark else b'') + bytes(raw)

    def what(self):
        return 'page %d: %s, label %r%s%s' % (
            self.number, self.form, self.label, ', mark' if self.mark else '',
            '' if self.broken is None else ', line %d broken' % self.broken)

    def same_text(self, have):
        want = list(self.lines)
        if self.broken is not None and len(have) == len(want):
            have = list(have)
            want[self.broken] = have[self.broken] = ''
        return have == want


def read(stream):
    """Charset and lines of each document, in their order."""
    documents = []
    for record in stream.decode().split('\n'):
        f = record.split('\t')
        if f[0] == 'doc':
            documents.append((f[7], []))
        elif f[0] == 'text':
            documents[-1][1].append(f[7].replace('\\\\', '\\'))
    return documents


def main():
    program, count = sys.argv[1], int(sys.argv[2])
    rnd = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    pages = [Page(rnd, i) for i in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        folder = os.environ.get('GX_KEEP', folder)
        names = [os.path.join(folder, '%06d' % p.number) for p in pages]
        for p, name in zip(pages, names):
            with open(name, 'wb') as f:
                f.write(p.raw)
        run = subprocess.run([program, '-q', '-0'], check=True,
                             input=b'\0'.join(os.fsencode(n) for n in names),
                             stdout=subprocess.PIPE)
    found = read(run.stdout)
    wrong = texts = 0
    for p, (charset, have) in zip(pages, found):
        if charset != p.charset:
            wrong += 1
            print('%s: read as %s' % (p.what(), charset))
        elif not p.same_text(have):
            texts += 1
            print('%s: the text differs' % p.what())
    print('%d pages, %d wrong charsets, %d wrong texts'
          % (len(found), wrong, texts))
    return wrong + texts > 0 or len(found) != count


sys.exit(main())
