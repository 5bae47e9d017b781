// Reads one drawing as a browser shows it and leaves what it found as JSON in the page.
(() => {
  const { asked, room } = window.PROBE;
  const svg = document.querySelector("svg");
  // One unit of the drawing is one unit here, whatever size its tool wished it to have in a window.
  const { width, height } = svg.viewBox.baseVal;
  svg.removeAttribute("style");
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  const rect = (one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return [x, y, width, height];
  };
  const first = (owner, selector) => (selector ? owner.querySelector(selector) : null);
  const key = (owner, named) => (named === "title" ? owner.querySelector("title")?.textContent : owner.getAttribute(named)) ?? "";
  const seen = (shape, at) => {
    const { x, y } = shape.getPointAtLength(at).matrixTransform(shape.getScreenCTM());
    return [x, y];
  };
  const walk = (shape, steps) => {
    const whole = shape.getTotalLength();
    return Array.from({ length: steps + 1 }, (_, step) => seen(shape, (whole * step) / steps));
  };
  // A chord of a three-hundredth of the page is fine enough to measure, however large the drawing.
  const step = Math.max(asked.step, width / 300);
  const size = (word) => parseFloat(getComputedStyle(word).fontSize) * Math.hypot(word.getScreenCTM().a, word.getScreenCTM().b);
  const drawn = [...svg.querySelectorAll(asked.word)].filter((word) => word.textContent.trim());

  const node = (owner) => ({
    key: key(owner, asked.node_key),
    box: rect(first(owner, asked.shape)),
    words: drawn.filter((word) => owner.contains(word)).map(rect),
  });
  const line = (owner) => {
    const shape = asked.line === ":self" ? owner : first(owner, asked.line);
    // One line may stand for both directions; the second tie is then a head alone, which begins at its tip.
    if (!shape) return { key: key(owner, asked.line_key), points: [seen(first(owner, asked.head), 0)] };
    const points = walk(shape, Math.max(2, Math.min(160, Math.ceil(shape.getTotalLength() / step))));
    const end = points.at(-1);
    const far = ([x, y]) => Math.hypot(x - end[0], y - end[1]);
    const head = first(owner, asked.head);
    if (head) points.push(walk(head, 60).reduce((a, b) => (far(b) > far(a) ? b : a)));
    return { key: key(owner, asked.line_key), points };
  };

  const found = {
    page: [width, height],
    nodes: [...svg.querySelectorAll(asked.node)].map(node),
    lines: [...svg.querySelectorAll(asked.tie)].map(line),
    titles: asked.title ? [...svg.querySelectorAll(asked.title)].map(rect) : [],
    letter: Math.min(...drawn.map(size)),
  };

  // How dark the page gets: the drawing on paper of A4 landscape at two dots a point, one minus the mean lightness.
  const image = new Image();
  image.onload = () => {
    const scale = Math.min(1, room[0] / width, room[1] / height) * 2;
    const canvas = Object.assign(document.createElement("canvas"), { width: room[0] * 2, height: room[1] * 2 });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "white";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, width * scale, height * scale);
    const dots = pen.getImageData(0, 0, canvas.width, canvas.height).data;
    let light = 0;
    for (let at = 0; at < dots.length; at += 4) light += 0.2126 * dots[at] + 0.7152 * dots[at + 1] + 0.0722 * dots[at + 2];
    found.ink = 1 - light / (dots.length / 4) / 255;
    document.body.innerHTML = "";
    document.body.append(Object.assign(document.createElement("pre"), { textContent: JSON.stringify(found) }));
  };
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
})();
