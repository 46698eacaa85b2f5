#include "decode/plain.h"
#include "decode/styled.h"
#include "decode/tidy.h"

static void
put_piece(struct doc *d, uint64_t number, uint64_t column, size_t offset,
    struct str piece, bool sound)
{
	if (str_is_blank(piece))
		return;
	(sound ? doc_sound_text : doc_text)(d, number, column,
	    doc_place(d, offset), piece);
}

/* The line that begins at an offset of the text, in pieces if it is very
 * long. */
static void
convert_line(struct doc *d, enum charset charset, struct str raw, size_t offset,
    uint64_t number)
{
	static struct buf line;
	uint64_t column = 1;
	bool sound;

	while (raw.n != 0) {
		line.n = 0;
		convert_text(charset, &raw, &line, DOC_TEXT_MAX,
		    &d->replaced);
		sound = tidy_sound(buf_str(&line)) == line.n;
		if (!sound)
			tidy(&line, 0, false, &d->replaced);
		if (raw.n != 0)
			doc_warn(d, "record-limit", "a line is longer than %d "
			    "bytes, it was cut", DOC_TEXT_MAX);
		put_piece(d, number, column, offset, buf_str(&line), sound);
		column += line.n;
	}
}

/* Most lines of UTF-8 are records as they are.  *sound: up to which offset of the
 * text they are known to be. */
static bool
is_sound(struct str text, size_t offset, struct str line, size_t *sound)
{
	enum { AHEAD = 16 * 1024 };
	size_t end = offset + line.n;

	if (*sound < end)
		*sound = offset + tidy_sound(str_slice(text, offset,
		    end + AHEAD));
	return *sound >= end;
}

static void
read_line(struct doc *d, enum charset charset, struct str raw, size_t offset,
    uint64_t number, size_t *sound)
{
	if (charset == CHARSET_UTF_8 && raw.n <= DOC_TEXT_MAX &&
	    is_sound(d->decoded, offset, raw, sound))
		put_piece(d, number, 1, offset, raw, true);
	else
		convert_line(d, charset, raw, offset, number);
}

/* A line, of which the styles are taken out, with those into which its last style goes
 * on. */
static struct {
	struct buf line;
	bool open;
	size_t offset;
	uint64_t number;
} styled;

static void
end_styled(struct doc *d)
{
	styled.open = false;
	convert_line(d, CHARSET_UTF_8, buf_str(&styled.line), styled.offset,
	    styled.number);
	styled.line.n = 0;
}

/* Takes a line of a text with styles; false when it has none. */
static bool
read_styled(struct doc *d, struct str raw, size_t offset, uint64_t number)
{
	if (styled.open && (raw.n == 0 || styled.line.n > DOC_TEXT_MAX))
		end_styled(d); /* its style has no end */
	if (!styled.open && !styled_can_be(raw))
		return false;
	if (!styled.open) {
		styled.offset = offset;
		styled.number = number;
	}
	styled_put(raw, &styled.open, &styled.line);
	if (!styled.open)
		end_styled(d);
	return true;
}

void
plain_read(struct doc *d, enum charset charset)
{
	bool has_styles = charset == CHARSET_UTF_8 && styled_is(d->decoded);
	struct str text = d->decoded, rest = text, raw;
	char end = str_has(text, STR("\n")) ? '\n' : '\r';
	struct charset_line line = { 0, 0, CHARSET_NONE };
	uint64_t number = 0;
	size_t sound = 0;

	while (str_split(&rest, end, &raw)) {
		size_t offset = (size_t)(raw.p - text.p);

		if (end == '\n' && raw.n != 0 && raw.p[raw.n - 1] == '\r')
			raw.n--;
		number++;
		if (has_styles && read_styled(d, raw, offset, number))
			continue;
		read_line(d, charset != CHARSET_NONE ? charset :
		    charset_at(text, offset, &line), raw, offset, number,
		    &sound);
	}
	end_styled(d);
}
