// Video in a room: a mesh of at most four devices, signalled through the room itself. Nothing is recorded.
// A link that does not come about in 15 s goes on without picture, and after 15 s more in writing; the room notes it.

const MOST = 4;
const PATIENCE = 15000;
const RENEWALS = 2;

const box = document.getElementById("video");
const tiles = document.getElementById("tiles");
const note = document.getElementById("video-line");
const links = new Map();
let room = null;
let stream = null;
let level = "text";
let meter = null;
let call = [];
let listed = false;
const early = new Map();

/** Ask for camera and microphone, show the own picture and wait for "Go in". */
export async function check(given) {
  room = given;
  if (stream) return;
  tell("connecting");
  const found = await devices();
  if (!found) return;
  stream = found;
  level = stream.getVideoTracks().length ? "video" : "audio";
  tiles.hidden = false;
  show(room.device, room.talk.dataset.ownName, room.talk.dataset.ownSide, stream, true);
  measure();
  tell(level === "video" ? "checking" : "noise");
  buttons({ check: false, enter: true, leave: true });
  button("enter").focus();
}

async function devices() {
  const asked = [{ audio: true, video: { width: { ideal: 640 }, height: { ideal: 480 } } }, { audio: true }, { video: true }];
  let reason = "nodevice";
  for (const constraints of asked) {
    try {
      return await navigator.mediaDevices.getUserMedia(constraints);
    } catch (error) {
      if (error.name === "NotAllowedError") reason = "denied";
    }
  }
  tell(reason);
  return null;
}

async function enter() {
  if (others().length >= MOST) return tell("full");
  buttons({ enter: false, mute: true, camera: level === "video" });
  meter?.stop();
  tell("connecting");
  if (!(await announce(level))) return leave("");
  box.dataset.call = "in";
  follow();
}

async function announce(what) {
  try {
    const answer = await room.post(room.talk.dataset.media, { what, device: room.device });
    return answer.ok;
  } catch {
    return false;
  }
}

function inCall() {
  return box.dataset.call === "in";
}

function others() {
  return call.filter((one) => one.device !== room?.device);
}

// ---------- links: perfect negotiation, the device with the smaller id gives way ----------

function follow() {
  if (!inCall()) return;
  const own = call.some((one) => one.device === room.device);
  if (listed && !own) return leave("moved");
  listed = own;
  const there = new Set(others().map((one) => one.device));
  for (const device of [...links.keys()]) if (!there.has(device)) drop(device);
  for (const one of others()) if (!links.has(one.device)) join(one);
  if (!there.size) tell("alone");
}

function join(one) {
  const link = { pc: new RTCPeerConnection({ iceServers: room.ice }), polite: room.device < one.device, making: false, ignore: false, waiting: [], one, timer: 0, renewed: 0 };
  links.set(one.device, link);
  for (const track of stream.getTracks()) link.pc.addTrack(track, stream);
  link.pc.addEventListener("track", (event) => show(one.device, one.name, one.side, event.streams[0], false));
  link.pc.addEventListener("icecandidate", (event) => { if (event.candidate) send(link, { candidate: event.candidate }); });
  link.pc.addEventListener("negotiationneeded", () => propose(link));
  link.pc.addEventListener("connectionstatechange", () => changed(link));
  link.timer = setTimeout(() => tooSlow(link), PATIENCE);
  for (const data of early.get(one.device) || []) receive(one.device, data);
  early.delete(one.device);
}

async function propose(link) {
  try {
    link.making = true;
    await link.pc.setLocalDescription();
    send(link, { description: link.pc.localDescription });
  } finally {
    link.making = false;
  }
}

function send(link, data) {
  room.post(room.talk.dataset.signal, { device: room.device, to: link.one.device, data: JSON.stringify(data) }).catch(() => {});
}

async function receive(from, data) {
  const link = links.get(from);
  if (!link) {
    // The other device may know of this one before this one knows of it.
    early.set(from, [...(early.get(from) || []), data]);
    return;
  }
  if (data.description) await described(link, data.description);
  else if (data.candidate) await reachable(link, data.candidate);
}

/** Add a way to the other device; one that comes before the description waits for it. */
async function reachable(link, candidate) {
  if (!link.pc.remoteDescription) {
    if (!link.ignore) link.waiting.push(candidate);
    return;
  }
  try {
    await link.pc.addIceCandidate(candidate);
  } catch (error) {
    if (!link.ignore && !link.renewed && links.get(link.one.device) === link) throw error;
  }
}

async function described(link, description) {
  // An answer that comes twice, or after the offer was taken back, fits nothing any more.
  if (description.type === "answer" && link.pc.signalingState !== "have-local-offer") return;
  const clash = description.type === "offer" && (link.making || link.pc.signalingState !== "stable");
  link.ignore = !link.polite && clash;
  if (link.ignore) return;
  try {
    await link.pc.setRemoteDescription(description);
  } catch {
    return renew(link);
  }
  for (const candidate of link.waiting.splice(0)) await reachable(link, candidate);
  if (description.type !== "offer") return;
  await link.pc.setLocalDescription();
  send(link, { description: link.pc.localDescription });
}

/** Begin a link anew whose descriptions no longer fit each other, as after two offers at once; twice at most. */
function renew(link) {
  const { one, renewed } = link;
  if (links.get(one.device) !== link || renewed >= RENEWALS) return;
  drop(one.device);
  join(one);
  links.get(one.device).renewed = renewed + 1;
}

function changed(link) {
  const state = link.pc.connectionState;
  if (state === "connected") {
    clearTimeout(link.timer);
    link.timer = 0;
    tell("connected");
    box.dataset.connected = String([...links.values()].filter((other) => other.pc.connectionState === "connected").length);
  }
  if (state === "failed") link.pc.restartIce();
  if ((state === "failed" || state === "disconnected") && !link.timer) link.timer = setTimeout(() => tooSlow(link), PATIENCE);
}

/** After 15 s without a link: drop the picture and try again; after 15 s more: go on in writing. */
async function tooSlow(link) {
  link.timer = 0;
  if (!inCall() || link.pc.connectionState === "connected" || !links.has(link.one.device)) return;
  if (level === "video") {
    level = "audio";
    stopPicture();
    tell("audio");
    await announce("audio");
    link.pc.restartIce();
    link.timer = setTimeout(() => tooSlow(link), PATIENCE);
    return;
  }
  drop(link.one.device);
  if (!links.size) leave("failed");
}

function stopPicture() {
  for (const track of stream.getVideoTracks()) { track.stop(); stream.removeTrack(track); }
  buttons({ camera: false });
  picture(room.device, false);
}

function drop(device) {
  const link = links.get(device);
  clearTimeout(link?.timer);
  link?.pc.close();
  links.delete(device);
  tiles.querySelector(`[data-device="${device}"]`)?.remove();
  arrange();
}

function leave(why) {
  const was = inCall();
  delete box.dataset.call;
  delete box.dataset.connected;
  for (const device of [...links.keys()]) drop(device);
  early.clear();
  listed = false;
  meter?.stop();
  for (const track of stream?.getTracks() || []) track.stop();
  stream = null;
  tiles.replaceChildren();
  tiles.hidden = true;
  buttons({ check: true, enter: false, mute: false, camera: false, leave: false });
  press("mute", false);
  press("camera", false);
  tell(why);
  if (was && why !== "moved") announce(why === "failed" ? "failed" : "text");
}

// ---------- what is seen ----------

function show(device, name, side, media, own) {
  let tile = tiles.querySelector(`[data-device="${device}"]`);
  if (!tile) {
    tile = document.getElementById("tile").content.firstElementChild.cloneNode(true);
    tile.dataset.device = device;
    tile.querySelector("[data-name]").textContent = name;
    if (side === "b") tile.querySelector(".dot").classList.add("dot--b", "dot--on-b");
    else if (side === "a") tile.querySelector(".dot").classList.add("dot--on-a");
    else tile.querySelector(".dot").classList.add("dot--m");
    own ? tiles.append(tile) : tiles.prepend(tile);
  }
  const video = tile.querySelector("video");
  video.muted = own;
  video.srcObject = media;
  const track = media.getVideoTracks()[0];
  picture(device, Boolean(track) && track.enabled && !track.muted);
  if (!own && track) {
    track.addEventListener("mute", () => picture(device, false));
    track.addEventListener("unmute", () => picture(device, true));
  }
  media.addEventListener("removetrack", () => picture(device, media.getVideoTracks().length > 0));
  arrange();
}

function picture(device, on) {
  const tile = tiles.querySelector(`[data-device="${device}"]`);
  if (!tile) return;
  tile.classList.toggle("off", !on);
  tile.querySelector("video").hidden = !on;
  tile.querySelector("[data-off]").hidden = on;
}

function arrange() {
  tiles.classList.toggle("tv--3", tiles.children.length === 3);
}

function tell(word) {
  note.hidden = !word;
  note.textContent = word ? note.dataset[word] : "";
}

function button(name) {
  return box.querySelector(`[data-video=${name}]`);
}

function buttons(shown) {
  for (const [name, visible] of Object.entries(shown)) button(name).hidden = !visible;
}

function press(name, on) {
  button(name).setAttribute("aria-pressed", String(on));
  button(name).classList.toggle("off", on);
}

/** Show how loud the own voice is, until the person goes in. */
function measure() {
  if (!stream.getAudioTracks().length) return;
  const context = new AudioContext();
  const ear = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(ear);
  const bar = document.createElement("meter");
  bar.max = 100;
  bar.setAttribute("aria-label", note.dataset.level);
  note.after(bar);
  const data = new Uint8Array(ear.fftSize);
  const timer = setInterval(() => {
    ear.getByteTimeDomainData(data);
    bar.value = Math.max(...data.map((value) => Math.abs(value - 128)));
  }, 150);
  meter = { stop() { clearInterval(timer); bar.remove(); context.close(); meter = null; } };
}

function toggle(name, tracks) {
  const off = button(name).getAttribute("aria-pressed") !== "true";
  for (const track of tracks) track.enabled = !off;
  press(name, off);
  return off;
}

button("enter").addEventListener("click", enter);
button("leave").addEventListener("click", () => leave(""));
button("mute").addEventListener("click", () => toggle("mute", stream.getAudioTracks()));
button("camera").addEventListener("click", () => {
  const off = toggle("camera", stream.getVideoTracks());
  picture(room.device, !off);
  for (const link of links.values()) send(link, { picture: !off });
});
document.addEventListener("room-call", (event) => { call = event.detail; follow(); });
document.addEventListener("room-gone", () => { if (stream) leave(""); });
document.addEventListener("room-signal", (event) => {
  const data = JSON.parse(event.detail.data);
  if ("picture" in data) picture(event.detail.from, data.picture);
  else receive(event.detail.from, data);
});
