'use strict';
// Filter, keys, jumps and copy buttons. Everything can be read without it.
(() => {
  const root = document.documentElement;
  root.classList.add('scripted');
  const one = (query, within = document) => within.querySelector(query);
  const all = (query, within = document) => Array.from(within.querySelectorAll(query));
  const items = all('.item');
  const input = one('#filter');
  const status = one('#status');
  const help = one('#help');
  const chips = all('.chip');
  const keys = ['verdict', 'topic', 'claim', 'scenario', 'step', 'actor', 'action', 'op', 'change', 'family', 'kind', 'process'];
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

  // Terms: word, key:value, "some words", each with ! before it to turn it round; * stands for anything.
  const parse = (text) => Array.from(text.matchAll(/(!?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/g), (match) => {
    const [whole, not, key, quoted, bare] = match;
    const value = quoted ?? bare ?? '';
    const known = keys.includes(key);
    return { whole, not: not === '!', key: known ? key : null,
      value: (known || !key ? value : key + ':' + value).toLowerCase() };
  }).filter((term) => term.value !== '');

  const texts = new Map();
  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };
  const pattern = (value) => new RegExp('^' + value.split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*') + '$');
  const matcher = (term) => {
    if (!term.key) return (item) => textOf(item).includes(term.value) !== term.not;
    const wanted = pattern(term.value);
    return (item) => (item.dataset[term.key] ?? '').toLowerCase().split('\n').some((one) => wanted.test(one)) !== term.not;
  };

  const apply = (text) => {
    const terms = parse(text);
    let left = items;
    let culprit = null;
    for (const term of terms) {
      const matches = matcher(term);
      const next = left.filter(matches);
      if (next.length === 0 && left.length > 0) culprit = term.whole;
      left = next;
    }
    const shown = new Set(left);
    for (const item of items) item.hidden = !shown.has(item);
    const asked = terms.map((term) => term.whole);
    for (const chip of chips) chip.setAttribute('aria-pressed', String(asked.includes(chip.dataset.query)));
    if (terms.length === 0) status.textContent = '';
    else if (culprit) status.textContent = 'No match: ' + culprit + ' removed everything that was left.';
    else status.textContent = left.length + ' of ' + items.length + ' shown';
    const folded = one('#unchanged');
    if (folded && terms.length > 0 && all('.item', folded).some((item) => !item.hidden)) folded.open = true;
  };

  // The filter is kept in the address as #?terms; the history keeps one entry for it.
  const set = (text) => {
    if (input.value !== text) input.value = text;
    apply(text);
    const address = text.trim() === '' ? location.pathname + location.search : '#?' + encodeURIComponent(text.trim());
    try { history.replaceState(null, '', address); } catch { /* some browsers refuse this for file addresses */ }
  };

  const show = (element) => {
    for (let part = element; part; part = part.parentElement) {
      if (part.tagName === 'DETAILS') part.open = true;
      // The address keeps the anchor, so only the filter is emptied.
      if (part.hidden) { input.value = ''; apply(''); }
    }
    const target = element.tagName === 'DETAILS' ? one('summary', element) : element;
    if (!target.hasAttribute('tabindex') && target.tagName !== 'SUMMARY') target.tabIndex = -1;
    target.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
    target.classList.remove('flash');
    void target.offsetWidth;
    target.classList.add('flash');
  };

  const read = () => {
    let fragment = '';
    try { fragment = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    if (fragment.startsWith('?')) { set(fragment.slice(1)); return; }
    const target = fragment && document.getElementById(fragment);
    if (target) show(target);
  };

  const move = (candidates, by) => {
    const usable = candidates.filter((item) => !item.closest('[hidden]'));
    if (usable.length === 0) return;
    const here = document.activeElement;
    const inside = usable.findIndex((item) => item === here || item.contains(here));
    let next = inside + by;
    if (inside < 0 && here !== document.body) {
      const after = usable.findIndex((item) => here.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING);
      next = by > 0 ? after : (after < 0 ? usable.length : after) - 1;
    }
    const target = usable[(next + usable.length) % usable.length];
    const focus = target.tagName === 'DETAILS' ? one('summary', target) : target;
    if (focus.tagName !== 'SUMMARY') focus.tabIndex = -1;
    focus.focus({ preventScroll: true });
    target.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.matches('input, textarea, select, [contenteditable]');
    if (event.key === 'Escape' && !help.open) {
      if (field && input.value !== '') set('');
      document.activeElement.blur();
      return;
    }
    if (field || help.open) return;
    const urgent = items.filter((item) => /^(fail|error|inconclusive|deny)/.test(item.dataset.verdict ?? '')
      && !(item.dataset.change === 'unchanged'));
    const actions = {
      '/': () => input.focus(), j: () => move(items, 1), k: () => move(items, -1), f: () => move(urgent, 1),
      e: () => { const rows = all('.record').filter((row) => row.closest('details[open]')); move(rows, 1); },
      '?': () => help.showModal(),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });

  const markdown = (finding) => {
    const lines = all('.record', finding).map((row) => one('th a', row).textContent + '  ' + one('pre', row).textContent);
    const body = lines.join('\n');
    const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map((run) => run.length));
    const fence = '`'.repeat(longest + 1);
    const rehearsal = one('.rehearsal');
    return (rehearsal ? '> ' + rehearsal.textContent + '\n\n' : '') + '**' + one('.verdict .sentence', finding).textContent
      + '**\n\n' + one('.claim', finding).textContent + '\n\n' + (body ? fence + '\n' + body + '\n' + fence + '\n' : '');
  };

  for (const place of all('.copy')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy ' + place.dataset.name;
    button.addEventListener('click', async () => {
      const text = 'markdown' in place.dataset ? markdown(place.closest('.finding')) : place.dataset.copy;
      let word = 'Copied';
      try { await navigator.clipboard.writeText(text); } catch { word = 'The browser refused to copy'; }
      button.textContent = word;
      status.textContent = word + '.';
      setTimeout(() => { button.textContent = 'Copy ' + place.dataset.name; }, 1600);
    });
    place.append(button);
  }

  for (const chip of chips) chip.addEventListener('click', () => {
    const query = chip.dataset.query;
    const rest = parse(input.value).filter((term) => !term.whole.startsWith(query.split(':')[0] + ':')).map((term) => term.whole);
    set(chip.getAttribute('aria-pressed') === 'true' ? rest.join(' ') : [query, ...rest].join(' '));
  });
  let pending = 0;
  input.addEventListener('input', () => {
    clearTimeout(pending);
    pending = setTimeout(() => set(input.value), 60);
  });
  one('#clear').addEventListener('click', () => { set(''); input.focus(); });
  one('#keys').addEventListener('click', () => help.showModal());
  addEventListener('beforeprint', () => {
    for (const item of items) if (item.tagName === 'DETAILS' && /^(fail|error|inconclusive)/.test(item.dataset.verdict)) item.open = true;
  });
  addEventListener('hashchange', read);
  read();
})();
