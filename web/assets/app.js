/**
 * What scripts add, where they run: the count of characters left, no second click, the menu on narrow
 * screens, focus on the error summary, "none of these". Every page works without it.
 */
import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  NotificationBanner,
  ServiceNavigation,
} from "govuk-frontend";

// govuk-frontend styles what its scripts change only under these classes; ours may not be set inline.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

createAll(Button, { preventDoubleClick: true });
createAll(CharacterCount);
createAll(Checkboxes);
createAll(ErrorSummary);
createAll(NotificationBanner);
createAll(ServiceNavigation);
