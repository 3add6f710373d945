/* The signature pad: one square per character. Without this script the page offers the SMS code instead. */
"use strict";
(function () {
  var form = document.querySelector("[data-sign-form]");
  if (!form || !window.SignaturePad) return;
  var canvases = Array.prototype.slice.call(form.querySelectorAll("canvas"));
  var field = form.querySelector("[name=drawing]");
  var empty = form.querySelector("[data-empty]");
  var ink = getComputedStyle(document.documentElement).getPropertyValue("--ink").trim() || "#14252c";

  var pads = canvases.map(function (canvas) {
    return new window.SignaturePad(canvas, { minWidth: 1.6, maxWidth: 3.6, penColor: ink });
  });

  /* A canvas has the size of its square in device pixels; what is written survives a turn of the phone. */
  function fit() {
    var scale = Math.max(window.devicePixelRatio || 1, 1);
    canvases.forEach(function (canvas, n) {
      var side = canvas.clientWidth;
      if (!side || canvas.width === Math.round(side * scale)) return;
      var written = pads[n].toData();
      var before = canvas.width / scale || side;
      canvas.width = canvas.height = Math.round(side * scale);
      canvas.getContext("2d").scale(scale, scale);
      written.forEach(function (stroke) {
        stroke.points.forEach(function (point) {
          point.x = (point.x / before) * side;
          point.y = (point.y / before) * side;
        });
      });
      pads[n].fromData(written);
    });
  }

  function drawing() {
    var side = canvases[0].clientWidth;
    return {
      size: side,
      squares: pads.map(function (pad) {
        return pad.toData().map(function (stroke) {
          return stroke.points.map(function (point) {
            return [Math.round(point.x * 10) / 10, Math.round(point.y * 10) / 10];
          });
        });
      }),
    };
  }

  form.querySelector("[data-clear]").addEventListener("click", function () {
    pads.forEach(function (pad) { pad.clear(); });
    empty.hidden = true;
  });
  form.addEventListener("submit", function (event) {
    if (pads.every(function (pad) { return pad.isEmpty(); })) {
      event.preventDefault();
      empty.hidden = false;
      empty.focus();
      return;
    }
    field.value = JSON.stringify(drawing());
  });
  form.hidden = false;
  document.documentElement.classList.add("has-pad");
  fit();
  window.addEventListener("resize", fit);
})();
