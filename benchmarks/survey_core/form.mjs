// One of the synthetic forms as SurveyJS JSON: same questions, same texts, same conditions.

const TYPES = {
  select_one: { type: "radiogroup" },
  select_multiple: { type: "checkbox" },
  integer: { type: "text", inputType: "number" },
  date: { type: "text", inputType: "date" },
  text: { type: "comment" },
};

const SIGNS = { eq: "=", contains: "contains", gt: ">" };

export function surveyOf(form) {
  const pages = form.sections.map((section) => ({
    name: section.name,
    title: texts(section.label),
    elements: section.questions.map((question) => element(question, form)),
  }));
  return { title: form.id, pages: [...pages, { name: `p_${form.repeat.name}`, elements: [panel(form)] }] };
}

function panel(form) {
  const { name, label, questions, relevant } = form.repeat;
  const own = new Set(questions.map((question) => question.name));
  return {
    type: "paneldynamic",
    name,
    title: texts(label),
    panelCount: 0,
    ...(relevant && { visibleIf: expression(relevant) }),
    templateElements: questions.map((question) => element(question, form, own)),
  };
}

function element(question, form, own = new Set()) {
  const { min, max } = question.constraint ?? {};
  return {
    ...TYPES[question.type],
    name: question.name,
    title: texts(question.label),
    ...(question.choices && { choices: form.choices[question.choices].map(choice) }),
    ...(question.relevant && { visibleIf: expression(question.relevant, own) }),
    ...(question.required && { isRequired: true }),
    ...(question.constraint && { validators: [{ type: "numeric", minValue: min, maxValue: max }] }),
  };
}

function choice({ value, label }) {
  return { value, text: texts(label) };
}

function texts({ en, ...others }) {
  return { default: en, ...others };
}

function expression(when, own = new Set()) {
  for (const [joint, word] of [["all", " and "], ["any", " or "]])
    if (when[joint]) return `(${when[joint].map((part) => expression(part, own)).join(word)})`;
  const name = own.has(when.q) ? `panel.${when.q}` : when.q;
  const value = typeof when.v === "string" ? `'${when.v}'` : when.v;
  return `{${name}} ${SIGNS[when.op]} ${value}`;
}
