// wink-nlp with its small English model as one module.

import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";

const nlp = winkNLP(model);

/** The entities of a text. */
export const read = (text) => nlp.readDoc(text).entities().out(nlp.its.detail);
