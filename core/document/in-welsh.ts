/** A record as its Welsh text has it: the office's words, what its author wrote in Welsh, the posts of those who signed. */
import { answersInWelsh, officeInWelsh } from "#core/form/bilingual.ts";
import { getForm } from "#core/form/office.ts";
import type { RecordView } from "#core/record/view.ts";

export function inWelsh(view: RecordView): RecordView {
  const { form, office } = view;
  const welsh = officeInWelsh(office);
  const said = (text: string) => office.welsh?.[text] ?? text;
  const answers = (of: RecordView["answers"]) => answersInWelsh(form, of, office);
  const signOffs = (of: RecordView["signOffs"]) => of.map((s) => ({ ...s, capacity: said(s.capacity) }));
  return {
    ...view,
    office: welsh,
    form: getForm(welsh, form.id),
    answers: answers(view.answers),
    signOffs: signOffs(view.signOffs),
    ...(view.plan && {
      plan: {
        ...view.plan,
        stages: view.plan.stages.map((stage) => ({
          ...stage,
          slots: stage.slots.map((slot) => ({ ...slot, capacity: said(slot.capacity) })),
        })),
        // The reason is told from the rule, in the officers' language.
        skipped: view.plan.skipped.map(({ stage }) => ({ stage, why: NOT_NEEDED })),
      },
    }),
    ...(view.original && {
      original: {
        ...view.original,
        answers: answers(view.original.answers),
        signOffs: signOffs(view.original.signOffs),
      },
    }),
  };
}

const NOT_NEEDED = "Nid oedd angen hwn ar gyfer y penderfyniad hwn.";
