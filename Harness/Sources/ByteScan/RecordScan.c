#include "RecordScan.h"

#include "HeaderScan.h"
#include "MessageScan.h"

// MARK: What Swift asks by itself

void record_scan_put_pair(struct record_scan_words *words, uint8_t first, uint8_t second) {
  uint32_t pair = first | (uint32_t)second << 8;
  words->pairs[pair >> 5] |= 1u << (pair & 31);
}

void record_scan_put_mark(struct record_scan_words *words, uint8_t first, uint8_t what) {
  words->bytes[first] |= what;
  for (int second = 0; second < 256; second++) record_scan_put_pair(words, first, (uint8_t)second);
}

bool record_scan_is_odd(
    const struct record_scan_words *words, const uint8_t *bytes, size_t start, size_t end) {
  return is_odd(words, bytes, start, end);
}

bool record_scan_may_be_known(
    const struct record_scan_wording *wording, const uint8_t *bytes, size_t start, size_t end) {
  return may_be_known(wording, bytes, start, end);
}

// MARK: What records tell

/// Whether a word stands in the open record's message, which ends at a place, or may do so. Those up to there are passed.
APART bool has_word(struct record_scan *scan, size_t end) {
  bool is_found = scan->has_passed_word;
  scan->has_passed_word = false;
  if (scan->next_word >= end) return is_found;
  is_found |= scan->next_word >= scan->open.message;
  for (; scan->word < scan->word_count; scan->word++) {
    size_t place = scan->origin + scan->words_at[scan->word];
    if (place >= end) {
      scan->next_word = place;
      return is_found;
    }
    is_found |= place >= scan->open.message;
  }
  scan->next_word = INTPTR_MAX;
  return is_found;
}

/// Whether the open record, behind which a line begins, may be more than plain. One that is not kept is counted here.
APART bool tells(struct record_scan *scan, struct record_scan_header *header, size_t at) {
  if (header->role & RECORD_SCAN_PASSING) {
    scan->by_process[header->process]++;
    scan->by_level[header->level]++;
    header->count = 0;
  }
  if (scan->takes_none) return false;
  size_t message = scan->open.message, end = at - 1;
  scan->is_odd = is_odd(scan->words, scan->base, message, end);
  scan->has_word = (scan->has_passed_word || scan->next_word < at) && has_word(scan, at);
  if (scan->takes_all || scan->is_odd || scan->has_word) return true;
  uint8_t role = header->role & ~RECORD_SCAN_PASSING;
  if (role == 0) return false;
  if (role < RECORD_SCAN_FIRST_FAMILY && may_decide(scan->words, scan->base, message, end)) return true;
  return role != RECORD_SCAN_KERNEL
      && !take_quiet(
          scan, header, scan->base + scan->open.start, scan->base + message, scan->base + end, scan->open.line);
}

bool record_scan_has_word(struct record_scan *scan, size_t end) { return has_word(scan, end); }

// MARK: From line to line

/// Where the header of a line begins; NULL where the line has another stamp or is another phone's.
INLINE const uint8_t *header_start(const struct record_scan *scan, const uint8_t *line) {
  if (load_8(line) != scan->stamp_head || load_8(line + 7) != scan->stamp_tail) return NULL;
  if (RARELY(scan->is_special)) return special_start(scan, line);
  return line[15] == ' ' ? line + 16 : NULL;
}

bool record_scan_begin(struct record_scan *scan) {
  if (scan->newline == scan->newline_count) return false;
  const uint8_t *line = scan->base + scan->at;
  size_t end = scan->origin + scan->newlines[scan->newline], length;
  const uint8_t *start = header_start(scan, line);
  if (end - scan->at > scan->longest || !start) return false;
  struct record_scan_header *header =
      header_at(scan, start, scan->base + end, scan->has_level ? '>' : ']', scan->headers.all, &length);
  if (length == 0) return false;
  scan->open.header = (uint32_t)(header - scan->headers.all);
  scan->open.start = scan->at;
  scan->open.message = (size_t)(start - scan->base) + length;
  scan->open.newlines = 1;
  scan->newline++;
  scan->at = end + 1;
  return true;
}

void record_scan_pass_text(struct record_scan *scan) {
  if (scan->open.newlines == 1) scan->continued++;
  scan->open.newlines++;
  scan->at = scan->origin + scan->newlines[scan->newline++] + 1;
}

/// Where the open record stands while the loop goes on: pointers, and its first newline's number among the places.
struct stand {
  const uint8_t *start, *message;
  struct record_scan_header *header;
  size_t newline;
};

INLINE void put_down(struct record_scan *scan, struct stand open, size_t newline, size_t line) {
  scan->open.start = (size_t)(open.start - scan->base);
  scan->open.message = (size_t)(open.message - scan->base);
  scan->open.header = (uint32_t)(open.header - scan->headers.all);
  scan->open.newlines = newline - open.newline;
  scan->open.line = line + open.newline;
}

/// Closes the open record, behind which a line begins.
/// \param alarm not 0 where it is to be looked at whatever its message begins and ends with.
/// \param next_word before this place no word stands that was not asked for.
/// \returns whether it may be more than plain; then it is `closed`.
INLINE bool closes_telling(
    struct record_scan *scan, const struct stand *open, const uint8_t *line, size_t newline, size_t first_line,
    uint32_t alarm, bool takes_none, const uint8_t **next_word) {
  const uint8_t *base = scan->base;
  uint32_t odd = 0;
  open->header->count++;
  if (takes_none) {
    alarm &= RECORD_SCAN_PASSING;
  } else {
    odd = may_be_odd(scan->words, open->message, line - 1);
    if (RARELY(*next_word < line)) alarm |= RECORD_SCAN_PASSING;
  }
  if (RARELY(odd != 0)) odd = is_odd(scan->words, base, (size_t)(open->message - base), (size_t)(line - 1 - base));
  if (!RARELY((alarm | odd) != 0)) return false;
  bool is_quiet = odd == 0 && alarm - RECORD_SCAN_FIRST_FAMILY < RECORD_SCAN_FAMILIES
      && take_quiet(scan, open->header, open->start, open->message, line - 1, first_line + open->newline);
  if (is_quiet) return false;
  put_down(scan, *open, newline, first_line);
  bool is_told = tells(scan, open->header, (size_t)(line - base));
  *next_word = base + scan->next_word;
  if (is_told) scan->closed = scan->open;
  return is_told;
}

/// Goes on while records are plain.
INLINE enum record_scan_stop go_on(struct record_scan *scan, bool takes_none) {
  const uint8_t *base = scan->base, *origin = base + scan->origin, *line = base + scan->at;
  const uint8_t closing = scan->has_level ? '>' : ']';
  const uint8_t *next_word = scan->has_passed_word ? base : base + scan->next_word;
  const uint32_t always = scan->takes_all ? RECORD_SCAN_PASSING : 0;
  struct stand open = {base + scan->open.start, base + scan->open.message, scan->headers.all + scan->open.header,
                       scan->newline - scan->open.newlines};
  // The number of the line that the first place ends.
  const size_t first_line = scan->open.line - open.newline;
  const size_t long_size = scan->longest < scan->words->shortest_cut ? scan->longest : scan->words->shortest_cut;
  const uint32_t *newlines = scan->newlines;
  const size_t first_newline = scan->newline, last_newline = scan->newline_count;
  size_t newline = first_newline, texts = 0;
  enum record_scan_stop stop = RECORD_SCAN_NO_LINES;
  for (; newline != last_newline; newline++) {
    const uint8_t *end = origin + newlines[newline];
    // Not 0 where the open record may be more than plain, or is to be looked at for other reasons.
    uint32_t alarm = open.header->role | always;
    if (RARELY((size_t)(end - open.start) >= long_size)) {
      if ((size_t)(line - open.start) >= scan->longest || (size_t)(end - line) > scan->longest) {
        stop = RECORD_SCAN_END;
        break;
      }
      alarm |= (size_t)(line - open.start) >= long_size ? RECORD_SCAN_PASSING : 0;
    }
    const uint8_t *start = header_start(scan, line);
    if (RARELY(!start)) {
      stop = RECORD_SCAN_TEXT;
      if ((scan->texts[*line >> 6] >> (*line & 0x3F) & 1) == 0) break;
      stop = RECORD_SCAN_NO_LINES;
      scan->continued += newline - open.newline == 1;
      texts++;
      line = end + 1;
      continue;
    }
    size_t length;
    struct record_scan_header *header = header_at(scan, start, end, closing, open.header, &length);
    if (RARELY(length == 0)) {
      stop = RECORD_SCAN_END;
      break;
    }
    if (closes_telling(scan, &open, line, newline, first_line, alarm, takes_none, &next_word)) {
      open = (struct stand){line, start + length, header, newline};
      newline++;
      line = end + 1;
      stop = RECORD_SCAN_RECORD;
      break;
    }
    scan->has_passed = true;
    open = (struct stand){line, start + length, header, newline};
    line = end + 1;
  }
  put_down(scan, open, newline, first_line);
  scan->at = (size_t)(line - base);
  scan->records += newline - first_newline - texts;
  scan->newline = newline;
  return stop;
}

INLINE enum record_scan_stop go_on_as_asked(struct record_scan *scan) {
  return scan->takes_none ? go_on(scan, true) : go_on(scan, false);
}

#if defined(__x86_64__)

__attribute__((target("avx512bw,avx512vl,avx512dq,bmi,bmi2"))) static enum record_scan_stop go_on_widest(struct record_scan *scan) {
  return go_on_as_asked(scan);
}

__attribute__((target("avx2,bmi,bmi2"))) static enum record_scan_stop go_on_wide(struct record_scan *scan) {
  return go_on_as_asked(scan);
}

enum record_scan_stop record_scan_on(struct record_scan *scan) {
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("bmi2")) {
    return go_on_widest(scan);
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) return go_on_wide(scan);
  return go_on_as_asked(scan);
}

#else

enum record_scan_stop record_scan_on(struct record_scan *scan) { return go_on_as_asked(scan); }

#endif
