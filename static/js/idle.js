// Says in time that a session ends without use; any answer from the server starts the clock anew.
"use strict";

const notice = document.querySelector("[data-idle]");

if (notice) {
  const ends = Number(notice.dataset.idle) * 1000;
  const warns = Number(notice.dataset.warn) * 1000;
  let timer = 0;
  const begin = () => {
    clearTimeout(timer);
    notice.hidden = true;
    timer = setTimeout(() => (notice.hidden = false), ends - warns);
  };
  begin();
  document.addEventListener("htmx:finally:request", begin);
  notice.querySelector("[data-stay]")?.addEventListener("click", async () => {
    const answer = await fetch(notice.dataset.stayUrl, { credentials: "same-origin", redirect: "manual" });
    if (answer.ok) begin();
    else location.reload();
  });
}
