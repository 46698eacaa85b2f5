/*
 * sniff: what can be seen of a payload before it is read.  Floor 7.
 */
#ifndef GX_SNIFF_H
#define GX_SNIFF_H

#include "core/buf.h"

/* The charset that a <meta> or an XML declaration near the start of a payload
 * names, or "". */
struct str sniff_label(struct str payload);

/* True for a page, false for plain text (which may contain "<"). */
bool sniff_is_page(struct str text);

/* True when the ideographs of a text have all become "?", so that its numbers
 * no longer mean anything. */
bool sniff_is_lost(struct str text, bool is_page);

#endif
