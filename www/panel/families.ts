/** What a cue does: it says, claims, denies, asks, demands or feels. */

import type { Span } from "../../js/newsmark.js";

/** In the order of the filter. */
export const FAMILIES = ["says", "claims", "denies", "asks", "demands", "feels"] as const;
export type Family = (typeof FAMILIES)[number];

/** Beginnings of words; `$` ends one. What stands in none of them says. */
const STEMS: [Exclude<Family, "says">, string][] = [
  [
    "denies",
    "deny$ denies denied denying denial reject rebuff rebut refus refut declin dismiss disput disavow contradict disagree disown repudiat contest$ " +
      "contested contests decry nix$",
  ],
  ["asks", "ask$ asks asked asking question wonder inquir enquir query queri quizz"],
  [
    "demands",
    "demand urg$ urge$ urged urges urging order$ ordered orders ordering appeal plea$ plead pleas$ press$ pressed presses pressing beg$ begs begged begging " +
      "command instruct implor want$ wants wanted wanting recommend advis request requir petition lobbi push$ pushed pushing encourag exhort forbid forbad ban$ banned",
  ],
  [
    "claims",
    "claim alleg accus assert argu insist maintain$ maintain contend contention boast purport suggest estimat blam critici condemn denounc slam$ slammed warn predict forecast " +
      "vow pledg promis threat charg$ charge$ charged charges speculat impl$ imply implied implies hint call$ called calls calling label brand$ branded describ conclud found$ find$ finds " +
      "theor project$ projects projected insinuat attack credit$ credited defend",
  ],
  [
    "feels",
    "believ belief think$ thinks thought thinking hope$ hopes hoped hoping fear feel$ feels felt feeling worr doubt wish expect suspect regret lament complain consider regard prefer " +
      "love$ loves loved hate$ hates hated like$ likes liked dislike welcom prais applaud mourn thank concern confident disappoint optimis pessimis surpris satisf angr anxi " +
      "understand understood know$ knows knew known realis realiz agree rejoic admir imagin dream remember recall view$ viewed views sceptic skeptic",
  ],
];

/** Where a word alone is not enough: `called for` demands, `called it` claims. */
const PHRASES: [Family, RegExp][] = [
  ["denies", /\b(?:no comment|not (?:comment|confirm|say|true)|rul(?:e|es|ed|ing) out)\b/u],
  ["demands", /\b(?:call(?:s|ed|ing)? (?:for|on|upon)|insist(?:s|ed|ing)? on|told .*\bto$)\b/u],
];

const BY_WORD = STEMS.flatMap(([family, stems]) => stems.split(" ").map((stem) => ({ family, stem: stem.replace("$", ""), whole: stem.endsWith("$") })));

/** Who asks somebody to do something demands it; who asks for an answer asks. */
const REQUEST = /\b(?:not )?to \p{L}+/u;
const QUESTION = /^\P{L}*(?:whether|if|who|whom|whose|what|which|why|how|when|where)\b|\?/iu;

/** The family of a cue such as `strongly condemned` or `according to`: that of its first word that has one. `content`: what is said. */
export function family(cue: string, content = ""): Family {
  const found = ofCue(cue);
  return found === "asks" && REQUEST.test(content) && !QUESTION.test(content) ? "demands" : found;
}

function ofCue(cue: string): Family {
  const lower = cue.toLowerCase().replaceAll("’", "'");
  const phrase = PHRASES.find(([, pattern]) => pattern.test(lower));
  if (phrase) return phrase[0];
  for (const word of lower.match(/[\p{L}-]+/gu) ?? []) {
    const found = BY_WORD.find(({ stem, whole }) => (whole ? word === stem : word.startsWith(stem)));
    if (found) return found.family;
  }
  return "says";
}

/** The family of a statement in its text. */
export function familyOf(text: string, cue: Span, content: readonly Span[]): Family {
  return family(text.slice(cue.start, cue.end), content.map(({ start, end }) => text.slice(start, end)).join(" "));
}
