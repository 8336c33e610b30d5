// Shows a brief as it is now. The page stands in a frame in which no script runs; all that happens to it happens here.

const $ = (id) => document.getElementById(id);
const frame = $("page");
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, tr, figure, blockquote";
let shown = null; // the brief in the frame, as the server gave it
let latest = 0; // the number of the moment that the server speaks of
let name = ""; // the brief that is looked at
let pdfOf = null; // what the PDF in view was made from
let asking = false;

const ready = new Promise((done) => {
  const check = () => (frame.contentDocument?.querySelector("link") ? done() : setTimeout(check, 5));
  check();
});

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value !== false) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== ""));
  return element;
}

// ---------------------------------------------------------------------------------------------------------- following

const events = new EventSource("events");
events.addEventListener("moment", (event) => {
  const moment = JSON.parse(event.data);
  latest = moment.number;
  offer(moment.briefs);
  refresh();
});
events.addEventListener("error", () => {
  banner("briefkit is not running: what is shown is no longer followed. Start briefkit preview again.");
  frame.classList.add("old");
  $("state").textContent = "not followed";
});

function offer(briefs) {
  const choice = $("brief");
  const wanted = briefs.find((one) => location.hash === `#${encodeURIComponent(one)}`);
  if (!briefs.includes(name)) name = wanted ?? (name || briefs[0] || "");
  if (JSON.stringify([...choice.options].map((one) => one.value)) !== JSON.stringify(briefs)) {
    choice.replaceChildren(...briefs.map((one) => make("option", { value: one }, one)));
  }
  choice.value = name;
}

$("brief").addEventListener("change", () => {
  name = $("brief").value;
  location.hash = encodeURIComponent(name);
  closeDetail();
  frame.contentWindow.scrollTo(0, 0);
  if (!$("pdf").hidden) showPage();
  refresh();
});

async function refresh() {
  if (asking) return; // the answer that is awaited asks again, if it is not that of the latest moment
  asking = true;
  try {
    for (let done = -1, asked = ""; done !== latest || asked !== name; ) {
      asked = name;
      const answer = await fetch(`brief/${encodeURIComponent(asked)}`);
      const screen = await answer.json();
      done = Math.max(screen.number, latest === screen.number ? latest : -1);
      if (screen.number < latest) continue;
      if (asked === name) await show(screen);
    }
  } catch {
    $("state").textContent = "not followed";
  } finally {
    asking = false;
  }
}

async function show(screen) {
  await ready;
  const time = new Date().toLocaleTimeString();
  const another = !shown || shown.name !== screen.name;
  if (screen.html) {
    await dress(screen);
    put(screen);
    shown = { ...screen, time };
    frame.classList.remove("old");
  } else if (another) {
    shown = null;
    frame.contentDocument.body.replaceChildren();
  } else {
    shown.cards = {}; // what stands there is old, and nothing can be said of it
    clear();
    frame.classList.add("old");
  }
  document.title = `${screen.name || "briefkit"} – preview`;
  tell(screen, time);
  list(screen.findings);
  flag(screen.html ? screen.findings : []);
  closeDetail();
  document.documentElement.dataset.moment = screen.number;
}

function tell(screen, time) {
  const own = screen.findings.filter((one) => !one.elsewhere).length;
  $("state").textContent = `${time} · ${own ? `${own} finding${own === 1 ? "" : "s"}` : "no findings"}`;
  const file = `briefs/${screen.name}.yaml`;
  if (screen.failure) banner(`The project could not be examined: ${screen.failure}`);
  else if (!screen.known) banner(`${file} is not there.`);
  else if (!screen.html && shown) banner(`${file} cannot be shown as it stands. Below is how it was at ${shown.time}; see the findings.`);
  else if (!screen.html) banner(`${file} cannot be shown as it stands; see the findings.`);
  else if (screen.blocked) banner(`Not fit to print: ${screen.blocked} finding${screen.blocked === 1 ? " stops" : "s stop"} this brief, and briefkit build leaves it out.`);
  else if (!$("pdf").hidden && pdfOf !== screen.number) banner("The text has changed since this PDF was set.", "Set it anew", setPdf);
  else banner("");
}

function banner(text, button = "", action = null) {
  $("banner").hidden = !text;
  $("banner-text").textContent = text;
  $("banner-button").hidden = !button;
  $("banner-button").textContent = button;
  $("banner-button").onclick = action;
  $("banner").className = button ? "plain" : "";
}

// ----------------------------------------------------------------------------------------------------------- the page

// The style sheets of the brief; the old ones stay until the new ones are there, so that nothing jumps.
async function dress(screen) {
  const head = frame.contentDocument.head;
  const wanted = [screen.style, screen.fonts].filter(Boolean);
  const before = [...head.querySelectorAll("link.bk-style")];
  if (before.map((link) => link.getAttribute("href")).join() === wanted.join()) return;
  const added = wanted.map((href) => {
    const link = frame.contentDocument.createElement("link");
    Object.assign(link, { rel: "stylesheet", className: "bk-style", href });
    return link;
  });
  const loaded = added.map((link, at) => at ? null : new Promise((done) => (link.onload = link.onerror = done)));
  head.prepend(...added); // before our own sheet
  await Promise.all(loaded);
  before.forEach((link) => link.remove());
  breaks.clear();
  margins = null;
}

function put(screen) {
  const document = frame.contentDocument;
  // Parsed in the frame, whose policy allows the widths that are written on images.
  const fresh = new frame.contentWindow.DOMParser().parseFromString(screen.html, "text/html");
  placeNotes(fresh);
  placeDrawings(fresh);
  clear();
  const anchor = topmost(document);
  document.documentElement.lang = fresh.documentElement.lang;
  const body = document.createElement("body");
  body.append(...sheets(document, [...fresh.body.childNodes]));
  patch(document.body, body);
  hold(document, anchor);
}

// Browsers know no notes at the foot of a page: each becomes a number, and stands at the foot of its section.
function placeNotes(document) {
  const feet = new Map();
  document.querySelectorAll(".note").forEach((note, index) => {
    const number = String(index + 1);
    const call = document.createElement("sup");
    call.className = "bk-call";
    const link = document.createElement("a");
    Object.assign(link, { href: `#bk-note-${number}`, id: `bk-call-${number}`, textContent: number });
    link.setAttribute("aria-label", `note ${number}`);
    call.append(link);
    const item = document.createElement("p");
    Object.assign(item, { className: "bk-note", id: `bk-note-${number}` });
    const marker = document.createElement("a");
    Object.assign(marker, { className: "bk-marker", href: `#bk-call-${number}`, textContent: number });
    item.append(marker, ...note.childNodes);
    const section = note.closest("section, main, .deck, .back") ?? document.body;
    note.replaceWith(call);
    if (!feet.has(section)) feet.set(section, []);
    feet.get(section).push(item);
  });
  for (const [section, items] of feet) {
    const foot = document.createElement("div");
    foot.className = "bk-notes";
    foot.append(...items);
    const inner = [...section.children].find((child) => child.localName === "section");
    inner ? inner.before(foot) : section.append(foot);
  }
}

// A drawing stands in the page itself, since an image cannot be set in the type of the brief. Only shapes and texts do:
// a picture of the writer's, which may hold anything, stays an image.
const SHAPES = new Set("svg g path rect line circle ellipse polyline polygon text tspan title desc".split(" "));
const drawn = new Map();

function placeDrawings(document) {
  const prefix = "data:image/svg+xml;base64,";
  const used = new Map();
  for (const image of document.querySelectorAll("figure.drawing > img")) {
    const address = image.getAttribute("src") ?? "";
    if (!address.startsWith(prefix)) continue;
    if (!drawn.has(address)) {
      const text = new TextDecoder().decode(Uint8Array.from(atob(address.slice(prefix.length)), (char) => char.charCodeAt(0)));
      const svg = new frame.contentWindow.DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      const plain = svg.hasAttribute("font-family") && [svg, ...svg.querySelectorAll("*")].every((one) =>
        SHAPES.has(one.localName) && ![...one.attributes].some(({ name }) => /^on|href|style|^id$/.test(name)));
      drawn.set(address, plain ? svg : null);
    }
    used.set(address, drawn.get(address));
    if (!drawn.get(address)) continue;
    const svg = document.importNode(drawn.get(address), true);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", image.alt);
    svg.setAttribute("class", "bk-drawing");
    image.replaceWith(svg);
  }
  drawn.clear();
  for (const [address, svg] of used) drawn.set(address, svg);
}

// Sheets: a new one wherever the style breaks the page between the parts of the document.
const breaks = new Map();
let margins = null;

function breakOf(document, part) {
  const key = `${part.localName} ${part.className}`;
  if (!breaks.has(key)) {
    const probe = document.importNode(part, false);
    probe.removeAttribute("id");
    document.body.append(probe);
    const style = frame.contentWindow.getComputedStyle(probe);
    breaks.set(key, { before: forces(style.breakBefore), after: forces(style.breakAfter), page: style.page || "auto" });
    probe.remove();
  }
  return breaks.get(key);
}

const forces = (value) => ["page", "left", "right", "recto", "verso", "always"].includes(value);

function sheets(document, parts) {
  const made = [];
  let last = null;
  for (const part of parts) {
    if (part.nodeType !== Node.ELEMENT_NODE) {
      if (part.textContent.trim()) made.at(-1)?.append(part);
      continue;
    }
    const own = breakOf(document, part);
    if (!last || own.before || last.after || own.page !== last.page) {
      const sheet = document.createElement("div");
      sheet.className = "bk-sheet";
      const margin = pageMargins(document)[own.page];
      if (margin) sheet.style.padding = margin;
      made.push(sheet);
    }
    made.at(-1).append(part);
    last = own;
  }
  return made;
}

// The margins of pages that have a name, where the style gives them.
function pageMargins(document) {
  if (margins) return margins;
  margins = {};
  const walk = (rules) => {
    for (const rule of rules) {
      if (rule.styleSheet) walk(rule.styleSheet.cssRules);
      else if (rule.constructor.name === "CSSPageRule" && /^[\w-]+$/.test(rule.selectorText)) {
        if (rule.style.margin) margins[rule.selectorText] = rule.style.margin;
      }
    }
  };
  for (const sheet of document.styleSheets) {
    try { walk(sheet.cssRules); } catch { /* a sheet that did not load */ }
  }
  return margins;
}

// Make one element like another, and touch no more than what differs.
function patch(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const before = [...old.childNodes], after = [...fresh.childNodes];
  let start = 0, end = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && before[start].isEqualNode(after[start])) start++;
  while (end < most - start && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end++;
  const gone = before.slice(start, before.length - end), come = after.slice(start, after.length - end);
  const paired = Math.min(gone.length, come.length);
  for (let at = 0; at < paired; at++) {
    const [one, other] = [gone[at], come[at]];
    if (one.nodeType === Node.ELEMENT_NODE && one.nodeName === other.nodeName) patch(one, other);
    else one.replaceWith(other);
  }
  gone.slice(paired).forEach((node) => node.remove());
  const next = before[before.length - end] ?? null;
  come.slice(paired).forEach((node) => old.insertBefore(node, next));
}

// What is read stays where it is: the topmost block in view, known again by its text.
function topmost(document) {
  const blocks = [...document.querySelectorAll(BLOCKS)];
  const index = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 0);
  if (index < 0 || frame.contentWindow.scrollY === 0) return null;
  return { index, text: blocks[index].textContent, top: blocks[index].getBoundingClientRect().top };
}

function hold(document, anchor) {
  if (!anchor) return;
  const blocks = [...document.querySelectorAll(BLOCKS)];
  let best = null;
  blocks.forEach((block, index) => {
    const far = Math.abs(index - anchor.index);
    if (block.textContent === anchor.text && (!best || far < best.far)) best = { block, far };
  });
  const block = best?.block ?? blocks[Math.min(anchor.index, blocks.length - 1)];
  if (block) frame.contentWindow.scrollBy(0, block.getBoundingClientRect().top - anchor.top);
}

// ----------------------------------------------------------------------------------------------------------- findings

function list(findings) {
  const here = findings.filter((one) => !one.elsewhere), elsewhere = findings.filter((one) => one.elsewhere);
  const parts = [];
  parts.push(here.length ? make("ol", {}, ...here.map(item)) : make("p", { class: "soft" }, "None in this brief and its sources."));
  if (elsewhere.length) parts.push(make("h3", {}, "Elsewhere in the project"), make("ol", {}, ...elsewhere.map(item)));
  $("findings").replaceChildren(...parts);
}

function item(finding) {
  const found = make("li", { class: `finding ${finding.severity}`, id: `finding-${finding.number}` },
    make("div", {}, make("span", { class: "kind" }, `${finding.severity} ${finding.code}`)),
    make("div", { class: "at" }, finding.at),
    make("p", {}, finding.message),
    finding.hint ? make("p", { class: "hint" }, `hint: ${finding.hint}`) : "");
  if (finding.elements.length) found.append(make("button", { type: "button", onclick: () => goTo(finding.elements[0]) }, "Show on the page"));
  return found;
}

function clear() {
  const document = frame.contentDocument;
  document.querySelectorAll(".bk-flag").forEach((one) => one.remove());
  for (const kind of ["bk-wrong", "bk-chosen"]) {
    document.querySelectorAll(`.${kind}`).forEach((one) => {
      one.classList.remove(kind);
      if (!one.className) one.removeAttribute("class");
    });
  }
}

// Where something stands: a mark of a paragraph stands for the paragraph.
function placeOf(id) {
  const found = frame.contentDocument.getElementById(id);
  return found?.classList.contains("place") ? found.parentElement : found;
}

function flag(findings) {
  const document = frame.contentDocument;
  const flags = [];
  for (const finding of findings) {
    finding.elements.forEach((id, index) => {
      const place = placeOf(id);
      if (!place) return;
      if (!id.startsWith("place-")) place.classList.add("bk-wrong");
      if (index) return; // one note for a finding, however many figures it is about
      const note = document.createElement("button");
      note.type = "button";
      note.className = `bk-flag ${finding.severity}`;
      const code = document.createElement("b");
      code.textContent = finding.code;
      const text = document.createElement("span");
      text.textContent = ` ${finding.message}`;
      note.append(code, text);
      note.title = finding.message;
      note.addEventListener("click", () => choose(finding));
      flags.push({ note, place });
    });
  }
  document.body.append(...flags.map(({ note }) => note));
  arrange(flags);
}

let flagged = [];
function arrange(flags = flagged) {
  flagged = flags;
  fit();
  const { scrollX, scrollY, innerWidth } = frame.contentWindow;
  const boxes = flags.map(({ note, place }) => ({
    note, top: place.getBoundingClientRect().top + scrollY,
    edge: (place.closest(".bk-sheet") ?? place).getBoundingClientRect().right + scrollX,
  })).sort((one, other) => one.top - other.top);
  let free = 0;
  for (const { note, top, edge } of boxes) {
    const room = innerWidth - edge > 240;
    note.classList.toggle("narrow", !room);
    note.style.left = room ? `${edge + 8}px` : `${Math.min(edge, innerWidth) - 60}px`;
    const at = Math.max(top, free);
    note.style.top = `${at}px`;
    free = at + note.offsetHeight + 4;
  }
}

// A page that is wider than the window is shown smaller, as a whole.
function fit() {
  const sheet = frame.contentDocument.querySelector(".bk-sheet");
  if (!sheet) return;
  const width = parseFloat(frame.contentWindow.getComputedStyle(sheet).width);
  const zoom = Math.min(1, (frame.contentWindow.innerWidth - 24) / width);
  if (zoom > 0) frame.contentDocument.documentElement.style.setProperty("--bk-zoom", zoom.toFixed(3));
}

function choose(finding) {
  document.querySelectorAll(".finding.chosen").forEach((one) => one.classList.remove("chosen"));
  const found = $(`finding-${finding.number}`);
  found.classList.add("chosen");
  found.scrollIntoView({ block: "nearest" });
}

function goTo(id) {
  showPage();
  const place = placeOf(id);
  if (!place) return;
  clearChosen();
  place.scrollIntoView({ block: "center" });
  place.classList.add("bk-chosen");
}

function clearChosen() {
  frame.contentDocument.querySelectorAll(".bk-chosen").forEach((one) => one.classList.remove("bk-chosen"));
}

// --------------------------------------------------------------------------------------------- what holds a figure

ready.then(() => {
  frame.contentDocument.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const figure = event.target.closest(".figure");
    if (figure) {
      event.preventDefault();
      look(figure, shown?.cards[(figure.getAttribute("href") ?? entryOf(figure.id)).replace(/^#/, "")]);
    } else if (link?.closest(".bk-call")) {
      event.preventDefault();
      lookAtNote(link);
    } else if (link) {
      const href = link.getAttribute("href") ?? "";
      event.preventDefault();
      if (href.startsWith("#")) goTo(href.slice(1));
      else if (/^(https?|mailto):/.test(href)) window.open(href, "_blank", "noopener,noreferrer");
    } else {
      const drawing = event.target.closest("figure.drawing");
      if (drawing) lookAtDrawing(drawing);
    }
  });
  frame.contentDocument.addEventListener("keydown", (event) => { if (event.key === "Escape") closeDetail(); });
  frame.contentWindow.addEventListener("resize", () => arrange());
  frame.contentDocument.fonts.addEventListener("loadingdone", () => arrange());
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeDetail(); });
$("detail-close").addEventListener("click", () => closeDetail());

const entryOf = (id) => Object.entries(shown?.cards ?? {}).find(([, card]) => card.occurrences.includes(id))?.[0] ?? "";

let opener = null;
function open(element, title, ...parts) {
  clearChosen();
  element.classList.add("bk-chosen");
  opener = element;
  $("detail-head").textContent = title;
  $("detail-body").replaceChildren(...parts);
  $("detail").hidden = false;
  document.querySelector("aside").scrollTop = 0;
}

function closeDetail() {
  if ($("detail").hidden) return;
  $("detail").hidden = true;
  clearChosen();
  if (opener?.isConnected) opener.focus({ preventScroll: true });
}

function look(element, card) {
  if (!card) return;
  const parts = [];
  const said = (label, text) => text && parts.push(make("h3", {}, label), make("p", {}, text));
  if (card.name) parts.push(make("p", {}, make("code", {}, card.name), card.is ? " = " : "", card.is ? make("code", {}, card.is) : ""));
  if (card.at) parts.push(make("p", { class: "at" }, card.at));
  said("Calculation", card.calculation);
  said("Note", card.note);
  card.evidence.forEach((one) => parts.push(...evidence(one, card)));
  if (card.printed.length) {
    parts.push(make("h3", {}, card.printed.length === 1 ? "Printed once" : `Printed ${card.printed.length} times`));
    parts.push(make("ul", {}, ...card.printed.map((one) => make("li", {},
      make("button", { type: "button", class: "link at", onclick: () => goTo(one.element) }, one.at)))));
  }
  open(element, card.text, ...parts);
}

function evidence(one, card) {
  const quote = make("blockquote", {}, one.before ? make("span", { class: "soft" }, `${one.before} `) : "", `“${one.quote}”`,
    one.behind ? make("span", { class: "soft" }, ` ${one.behind}`) : "");
  const source = make("p", { class: "source" }, ...inline(one.source), one.where ? `, ${one.where}` : "");
  const more = [["stated", one.stated], ["according to", one.by], ["as of", one.period], ["status", one.status],
    ["recomputed as", one.recomputed], ["translator", one.translator],
    ["reviewed by", one.reviewer && `${one.reviewer}, ${one.reviewed}`]];
  return [
    make("h3", {}, "Quote"),
    quote,
    one.translation ? make("blockquote", {}, `“${one.translation}”`) : "",
    make("h3", {}, "Source"),
    source,
    ...more.filter(([, text]) => text).map(([label, text]) => make("p", {}, make("span", { class: "soft" }, `${label} `), text)),
    make("p", {}, one.claim !== card.name ? make("code", {}, `${one.claim} `) : "", make("span", { class: "at" }, one.at)),
  ].filter((part) => part !== "");
}

// Emphasis of a citation, and nothing else that its HTML may say.
function inline(html) {
  const kept = (node) => node.nodeType === Node.TEXT_NODE ? [node.textContent]
    : ["EM", "STRONG", "SUP", "SUB"].includes(node.nodeName) ? [make(node.localName, {}, ...[...node.childNodes].flatMap(kept))]
    : [...node.childNodes].flatMap(kept);
  return [...new DOMParser().parseFromString(html, "text/html").body.childNodes].flatMap(kept);
}

function lookAtNote(link) {
  const note = frame.contentDocument.getElementById(link.getAttribute("href").slice(1));
  const text = note.cloneNode(true);
  text.querySelector(".bk-marker").remove();
  open(link, `Note ${link.textContent}`, make("p", {}, ...inline(text.innerHTML)));
}

function lookAtDrawing(drawing) {
  const cards = Object.values(shown?.cards ?? {}).filter((card) => card.occurrences.includes(drawing.id));
  if (!cards.length) return;
  const title = drawing.querySelector(".label")?.textContent ?? "Drawing";
  open(drawing, title, make("p", {}, "The figures in it:"), make("ul", {}, ...cards.map((card) =>
    make("li", {}, make("button", { type: "button", class: "link", onclick: () => look(drawing, card) }, card.text)))));
}

// ------------------------------------------------------------------------------------------------------------ the PDF

$("view-page").addEventListener("click", () => showPage());
$("view-pdf").addEventListener("click", () => setPdf());

function showPage() {
  $("pdf").hidden = true;
  frame.hidden = false;
  $("view-page").setAttribute("aria-pressed", "true");
  $("view-pdf").setAttribute("aria-pressed", "false");
  if (shown) refreshBanner();
}

function refreshBanner() {
  if ($("banner-button").textContent && !$("banner-button").hidden) banner("");
}

async function setPdf() {
  const of = latest;
  $("view-pdf").disabled = true;
  banner("The PDF is being set …");
  $("banner").className = "plain";
  try {
    const address = `pdf/${encodeURIComponent(name)}`;
    const answer = await fetch(address);
    if (answer.ok) {
      $("pdf").src = `${address}?of=${of}`;
      frame.hidden = true;
      $("pdf").hidden = false;
      pdfOf = of;
      $("view-page").setAttribute("aria-pressed", "false");
      $("view-pdf").setAttribute("aria-pressed", "true");
      banner(of === latest ? "" : "The text has changed since this PDF was set.", of === latest ? "" : "Set it anew", setPdf);
    } else {
      const refused = await answer.json();
      banner(refused.message);
      if (refused.findings.length) list([...refused.findings, ...(shown?.findings ?? [])]);
    }
  } catch {
    banner("The PDF could not be set: briefkit is not running.");
  }
  $("view-pdf").disabled = false;
}
