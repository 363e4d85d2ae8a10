/** A field that people do not see and programs fill in: the API discards a form that has text in it. */
export function Honeypot() {
  return (
    <div aria-hidden="true" className="-left-[200vw] absolute top-0">
      <input type="text" name="website" tabIndex={-1} autoComplete="off" aria-label="Website" />
    </div>
  );
}
