// Plays the answers of a form into survey-core and times each.
//
//   node answers.mjs FORM SCRIPT POLICY SAMPLE
//
// FORM and SCRIPT are files of benchmarks/forms, POLICY is survey-core's clearInvisibleValues,
// SAMPLE is a JSON list of the numbers of the updates to play. Prints JSON: the milliseconds of
// CPU time of each answer and update, and how many questions are visible after `scramble`.

import { readFileSync } from "node:fs";
import { Model } from "survey-core";
import { surveyOf } from "./form.mjs";

const [formFile, scriptFile, policy, sample] = process.argv.slice(2);
const form = JSON.parse(readFileSync(formFile, "utf8"));
const script = JSON.parse(readFileSync(scriptFile, "utf8"));

const survey = new Model({ ...surveyOf(form), clearInvisibleValues: policy });
const repeat = survey.getQuestionByName(form.repeat.name);

// A panel has to be visible before it can be answered: the first answer opens it.
const [opening, ...answers] = script.answers;
const opened = timed(opening);
for (let n = 0; n < form.repeat.instances; n++) repeat.addPanel();

const spent = {
  answers: [opened, ...answers.map(timed)],
  updates: JSON.parse(sample).map((n) => timed(script.updates[n])),
};
script.scramble.forEach(timed);
console.log(JSON.stringify({ spent, visible: visible() }));

function timed([path, value]) {
  const question = questionAt(path);
  const begun = process.cpuUsage();
  if (path.length === 1) survey.setValue(path[0], value);
  else question.value = value;
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

function questionAt(path) {
  return path.length === 1
    ? survey.getQuestionByName(path[0])
    : repeat.panels[path[1]].getQuestionByName(path[2]);
}

function visible() {
  const inPanels = repeat.panels.flatMap((panel) => panel.questions);
  const outside = survey.getAllQuestions().filter((question) => question !== repeat);
  const shown = outside.filter((question) => question.isVisible);
  return shown.length + (repeat.isVisible ? inPanels.filter((question) => question.isVisible).length : 0);
}
