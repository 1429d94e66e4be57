/** Sends the form by itself that goes on with work which takes long; without this somebody presses its button. */
document.querySelector('form[data-tracker-go-on]')?.submit();
