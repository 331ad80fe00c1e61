// Each of these runs in the browser, hence a text: `page.evaluate(FAULTS)`.

/** What is wrong with the page as it is drawn. */
export const FAULTS = `(() => {
  const faults = [];
  const blocks = [...document.querySelectorAll(".day li")];
  const boxes = blocks.map((block) => block.getBoundingClientRect());
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b, j) => {
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) {
      faults.push("one over the other: " + blocks[i].innerText + " / " + blocks[i + 1 + j].innerText);
    }
  }));
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility() || element.matches("main")) continue;
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    if (clientWidth && scrollWidth > clientWidth + 1) faults.push("cut sideways: " + element.outerHTML);
    if (clientHeight && scrollHeight > clientHeight + 1) faults.push("cut below: " + element.outerHTML);
  }
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) faults.push("the page is wider than the screen by " + over);
  return faults;
})()`;

/** The colours of texts and of what they stand on. */
export const COLOURS = `[...new Set([...document.querySelectorAll("body *")]
  .filter((element) => element.checkVisibility() && element.innerText)
  .flatMap((element) => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor])
)].sort()`;

/** Spoils the page in each way that is looked for. */
export const SPOIL = `(() => {
  const [first, , third] = document.querySelectorAll(".day li");
  Object.assign(first.style, { height: "20px", overflow: "hidden" });
  Object.assign(third.style, { position: "relative", top: "-60px" });
  document.querySelector("h1").style.color = "#ccc";
  document.querySelector("header").style.width = "200vw";
})()`;

/** The least contrast between a text and what it stands on. */
export const CONTRAST = `(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = channels(color).map((c) => c / 255)
      .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (channels(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = [...document.querySelectorAll("h1, h2, h3, p, a, summary, .hours li")]
    .filter((element) => element.checkVisibility());
  return Math.min(...texts.map((element) => {
    const [a, b] = [getComputedStyle(element).color, ground(element)].map(light);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }));
})()`;
