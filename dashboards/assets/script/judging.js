// Keys by which a claim is judged: a digit chooses a verdict, and that which asks for no
// words goes on at once, unless something else has been begun; n leaves the claim for the
// next. They rest while somebody types, and can be switched off.
function keyed(form) {
  const on = form.querySelector("[data-keys-on]");
  const switched = "keys";
  on.closest(".keys").hidden = false;
  on.checked = localStorage.getItem(switched) !== "off";
  on.addEventListener("change", () => localStorage.setItem(switched, on.checked ? "on" : "off"));
  const begun = () => document.querySelector("#problem") || [...form.querySelectorAll("textarea, select, input:not([type=hidden], [type=radio], [type=checkbox])")].some((field) => field.value);
  const send = () => form.requestSubmit(form.querySelector("button[name=then]"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey && event.target.matches("textarea") && form.contains(event.target)) send();
    const typing = event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    if (!on.checked || typing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    const meant = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!meant) return;
    event.preventDefault();
    if (meant.matches("a")) return location.assign(meant.href);
    meant.checked = true;
    if (meant.value === "accepted") return begun() ? form.querySelector("button[name=then]").focus() : send();
    const asked = form.querySelector(meant.value === "cut" ? "[name=points]" : "[name=ground]");
    document.addEventListener("keyup", () => asked.focus(), { once: true }); // before that the digit would be typed there
  });
}

document.querySelectorAll("form[data-keys]").forEach(keyed);
