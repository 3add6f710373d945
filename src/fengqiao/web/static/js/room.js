// Makes the page of a room live: events as they come, sending that survives a broken line, presence, unread words.
// The page works without it; everything that people read comes from the server, as HTML or in data attributes.

const talk = document.getElementById("talk");
const log = document.getElementById("log");
const line = document.getElementById("line");
const words = document.getElementById("room-words").dataset;
const ICE = JSON.parse(document.getElementById("room-ice").textContent);
const BACKOFF = [1000, 2000, 4000, 8000, 15000];
const SEEN_EVERY = 15000;

const device = newId();
const queue = [];
let last = Number(talk.dataset.last);
let seen = 0;
let source = null;
let failures = 0;
let sending = false;
let gone = false;
let panelsWait = 0;
let ownWaits = null;

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function wait(times) {
  return BACKOFF[Math.min(times, BACKOFF.length - 1)] * (0.7 + Math.random() * 0.6);
}

function token() {
  return document.querySelector("input[name=csrfmiddlewaretoken]").value;
}

function say(text) {
  line.hidden = !text;
  if (line.textContent !== text) line.textContent = text;
}

// ---------- sending: one after the other, each with an id that makes a retry harmless ----------

/** POST a form; returns {ok, status, data}, throws when the line is broken or the server is away. */
export async function post(url, fields) {
  const body = fields instanceof FormData ? fields : new FormData();
  if (!(fields instanceof FormData)) for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("csrfmiddlewaretoken", token());
  const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
  if (answer.status >= 500) throw new Error("server away");
  const data = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
  return { ok: answer.ok, status: answer.status, data };
}

function enqueue(form) {
  const body = new FormData(form);
  body.set("client_id", newId());
  queue.push({ form, body, url: form.action, tries: 0 });
  if ("clear" in form.dataset) form.reset();
  pump();
}

async function pump() {
  if (sending || !queue.length || gone) return;
  sending = true;
  const item = queue[0];
  try {
    const answer = await post(item.url, item.body);
    queue.shift();
    settle(item, answer);
    say(queue.length ? words.waiting : "");
    sending = false;
    pump();
  } catch {
    item.tries += 1;
    say(words.waiting);
    setTimeout(() => { sending = false; pump(); }, wait(item.tries));
  }
}

function settle(item, answer) {
  complain(item.form, answer.ok ? "" : answer.data.message || words.gone);
  if (!answer.ok && "clear" in item.form.dataset) giveBack(item);
  if (answer.ok && "quiet" in item.form.dataset) say(words.sent);
  if (answer.ok && !("clear" in item.form.dataset)) refreshPanels(item);
}

/** Put refused words back into the fields that are empty by now. */
function giveBack(item) {
  for (const [name, value] of item.body) {
    const field = item.form.elements[name];
    if (field && field.type !== "hidden" && field.type !== "file" && !field.value) field.value = value;
  }
}

function complain(form, text) {
  form.querySelector(".err")?.remove();
  if (!text) return;
  const note = document.createElement("p");
  note.className = "err";
  note.setAttribute("role", "alert");
  note.textContent = text;
  form.prepend(note);
}

document.addEventListener("submit", (event) => {
  if (!("send" in event.target.dataset)) return;
  event.preventDefault();
  enqueue(event.target);
});

document.addEventListener("click", (event) => {
  const phrase = event.target.closest("[data-phrase]");
  if (!phrase) return;
  const field = document.getElementById("say-text");
  field.value = phrase.textContent;
  field.focus();
});

// ---------- receiving ----------

function open() {
  if (gone) return;
  source = new EventSource(`${talk.dataset.stream}?after=${last}&device=${device}`);
  source.addEventListener("open", () => { failures = 0; if (!queue.length) say(""); });
  source.addEventListener("room", (event) => receive(JSON.parse(event.data)));
  source.addEventListener("people", (event) => people(JSON.parse(event.data)));
  source.addEventListener("unread", (event) => unread(JSON.parse(event.data)));
  source.addEventListener("signal", (event) => dispatch("room-signal", JSON.parse(event.data)));
  source.addEventListener("bye", leaveForGood);
  source.addEventListener("error", broken);
}

async function broken() {
  source.close();
  say(words.offline);
  failures += 1;
  setTimeout(comeBack, wait(failures));
}

async function comeBack() {
  try {
    const answer = await touch();
    if (answer.status === 404 || answer.status === 403 || answer.status === 0) return leaveForGood();
    open();
  } catch {
    broken();
  }
}

function leaveForGood() {
  gone = true;
  source?.close();
  dispatch("room-gone", {});
  say(words.gone);
}

function receive(event) {
  if (event.n <= last) return;
  last = event.n;
  const low = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  log.querySelector("[data-empty]")?.remove();
  log.insertAdjacentHTML("beforeend", event.html);
  if (low || event.own) log.scrollTop = log.scrollHeight;
  else if (!queue.length) say(words.new);
  if (/^(offer|fact|record|step|may_tell|told|caucus)/.test(event.kind)) refreshPanels(null);
  soonSeen();
}

function people(news) {
  put("people", news.people);
  put("hears", news.hears);
  dispatch("room-call", news.call);
}

function put(id, html) {
  const box = document.getElementById(id);
  if (box && box.innerHTML.trim() !== html.trim()) box.innerHTML = html;
}

function unread(counts) {
  for (const [room, count] of Object.entries(counts)) {
    const chip = document.querySelector(`[data-tab="${room}"] .chip`);
    if (!chip) continue;
    chip.hidden = !count;
    chip.querySelector("[data-unread]").textContent = count;
  }
}

function dispatch(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

// ---------- the panels beside the talk ----------

/** Renew the panels; `sent` is one's own act whose answer came, true when the person asked, null for somebody else's act. */
async function refreshPanels(sent) {
  const ticket = ++panelsWait;
  // The event of one's own act may overtake its answer: the panels are then still one's own to renew.
  ownWaits ||= sent;
  let html;
  try {
    const answer = await fetch(talk.dataset.side, { redirect: "manual" });
    if (!answer.ok) return;
    html = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return;
  }
  if (ticket !== panelsWait) return;
  const mine = ownWaits;
  ownWaits = null;
  for (const id of ["panel-left", "panel-right"]) {
    const box = document.getElementById(id);
    const fresh = html.getElementById(id);
    if (!mine && (typing(box) || box.contains(document.activeElement))) offerRefresh(box);
    else replace(box, fresh, mine);
  }
}

function replace(box, fresh, sent) {
  const focus = box.contains(document.activeElement) ? document.activeElement.id || box.id : "";
  const kept = unsent(box, sent);
  box.replaceChildren(...fresh.childNodes);
  for (const part of box.querySelectorAll("details")) part.open ||= kept.open.has(nameOf(part));
  for (const [id, value] of kept.typed) giveTo(document.getElementById(id), value);
  if (focus) (document.getElementById(focus) || box.querySelector("h2"))?.focus();
}

/** What a person has opened and typed and not sent; of the form that was just sent, what was changed since. */
function unsent(box, sent) {
  // The form is known by its address: it may have been drawn anew while it was on its way.
  const isSent = (form) => form.action === sent?.url;
  const holdsSent = (part) => Array.from(part.querySelectorAll("form")).some(isSent) || (part.closest("form") && isSent(part.closest("form")));
  const open = Array.from(box.querySelectorAll("details[open]")).filter((part) => !holdsSent(part));
  const typed = changed(box).filter((field) => field.id && !(isSent(field.form) && sent.body.get(field.name) === field.value));
  return { open: new Set(open.map(nameOf)), typed: typed.map((field) => [field.id, field.value]) };
}

function nameOf(part) {
  return part.id || part.querySelector("summary").textContent.trim();
}

function giveTo(field, value) {
  if (!field || field.type === "file") return;
  field.value = value;
}

function changed(box) {
  return Array.from(box.querySelectorAll("input:not([type=hidden], [type=radio], [type=checkbox]), textarea")).filter((field) => field.value !== field.defaultValue);
}

function typing(box) {
  return changed(box).length > 0;
}

function offerRefresh(box) {
  if (box.querySelector("[data-refresh]")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn--line btn--s";
  button.dataset.refresh = "";
  button.textContent = `${words.changed} ${words.show}`;
  button.addEventListener("click", () => refreshPanels(true));
  box.prepend(button);
}

// ---------- presence and read marks ----------

let seenTimer = 0;

function soonSeen() {
  clearTimeout(seenTimer);
  seenTimer = setTimeout(() => touch().catch(() => {}), 800);
}

async function touch() {
  const fields = { device };
  if (document.visibilityState === "visible" && last > seen) fields.number = last;
  const answer = await post(talk.dataset.seen, fields);
  if (answer.ok && fields.number) seen = Number(fields.number);
  return answer;
}

addEventListener("pagehide", () => {
  const body = new FormData();
  for (const [name, value] of Object.entries({ device, leaving: "1", csrfmiddlewaretoken: token() })) body.set(name, value);
  dispatch("room-gone", {});
  navigator.sendBeacon(talk.dataset.seen, body);
});
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
addEventListener("online", pump);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") soonSeen(); });

// ---------- video: its own module, loaded only after a tap ----------

function prepareVideo() {
  const box = document.getElementById("video");
  if (!box) return;
  box.hidden = false;
  const note = document.getElementById("video-line");
  box.querySelector("[data-video=check]").addEventListener("click", async () => {
    if (!window.isSecureContext || !navigator.mediaDevices || !window.RTCPeerConnection) {
      note.hidden = false;
      note.textContent = note.dataset.insecure;
      return;
    }
    const video = await import(talk.dataset.video);
    video.check({ talk, device, ice: ICE, post });
  });
}

if ("live" in talk.dataset) {
  for (const box of document.querySelectorAll("[data-js]")) box.hidden = false;
  for (const box of document.querySelectorAll("[data-nojs]")) box.hidden = true;
  log.scrollTop = log.scrollHeight;
  prepareVideo();
  touch().catch(() => {}).finally(open);
  setInterval(() => { if (!gone) touch().catch(() => {}); }, SEEN_EVERY);
}
