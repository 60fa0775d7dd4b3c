/** Pages that go on changing: other articles come without a load. Their links and timers are the page's own. */

import { escape, footer, header, page } from "./parts.mjs";

const json = (value) => JSON.stringify(value).replaceAll("<", "\\u003c");
const make = `const make = ({ title, lines }) => { const article = document.createElement("article"); const h1 = document.createElement("h1"); h1.textContent = title; article.append(h1, ...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line }))); return article; };`;

/** A single-page application: a link puts the other article in the place of this one and changes the address. */
export const spa = (first, second) =>
  page(
    first,
    `${header}<main id="root"></main><a id="next" href="two">Next: ${escape(second.title)}</a>${footer}<script>
const articles = ${json({ one: first, two: second })};
${make}
const show = (which) => { document.getElementById("root").replaceChildren(make(articles[which])); document.title = articles[which].title; };
show("one");
document.getElementById("next").addEventListener("click", (event) => { event.preventDefault(); history.pushState({}, "", "?two"); show("two"); });
addEventListener("popstate", () => show(location.search ? "two" : "one"));
</script>`,
  );

/** Infinite scroll: below the first article the next is put, once its end is near. */
export const infinite = (first, second) =>
  page(
    first,
    `${header}<main id="feed"></main><div id="end" style="height:40px"></div><script>
${make}
const feed = document.getElementById("feed");
feed.append(make(${json(first)}));
new IntersectionObserver(([{ isIntersecting }], observer) => { if (!isIntersecting) return; observer.disconnect(); setTimeout(() => feed.append(make(${json(second)})), 50); }).observe(document.getElementById("end"));
</script>`,
    { head: "<style>article { min-height: 1600px }</style>" },
  );

/** A page that changes all the time outside of the article: a ticker, a clock, an advertisement that turns. */
export const ticking = (article) =>
  page(
    article,
    `${header}<aside class="ticker"><span id="clock">0</span></aside><main><article><h1>${escape(article.title)}</h1>${article.lines.map((line) => `<p>${escape(line)}</p>`).join("")}</article></main><script>
let n = 0;
setInterval(() => { document.getElementById("clock").textContent = String(++n); document.body.dataset.tick = n; }, 20);
</script>`,
  );

/** Nothing that could be read. */
export const empty = () => page({ title: "Sign in" }, `<main><form><label>Name <input name="name"></label><label>Password <input type="password" name="password"></label><button>Sign in</button></form></main>`);
