import { Input } from '@trastienda/ui/input';
import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';

export interface TagInputProps {
  readonly value: readonly string[];
  readonly onChange: (tags: string[]) => void;
  /** Name of the button that removes a tag. */
  readonly removeLabel: (tag: string) => string;
  readonly placeholder: string;
  /** Texts to choose from; others can be typed all the same. */
  readonly suggestions?: readonly string[];
  readonly disabled?: boolean;
}

/** Several short texts: Enter or a comma adds one, Backspace in an empty field removes the last. */
export function TagInput({
  value,
  onChange,
  removeLabel,
  placeholder,
  suggestions,
  disabled,
}: TagInputProps) {
  const listId = useId();
  const [text, setText] = useState('');

  const add = () => {
    const added = text
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '' && !value.includes(each));
    setText('');
    if (added.length > 0) onChange([...value, ...new Set(added)]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add();
    }
    if (event.key === 'Backspace' && text === '') onChange(value.slice(0, -1));
  };

  return (
    <div className="flex flex-col gap-2">
      {value.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {value.map((tag) => (
            <li
              key={tag}
              className="flex max-w-full items-center gap-1 rounded-full bg-sunken py-0.5 pr-1 pl-2.5 text-sm"
            >
              <span className="truncate">{tag}</span>
              <button
                type="button"
                aria-label={removeLabel(tag)}
                disabled={disabled}
                onClick={() => onChange(value.filter((each) => each !== tag))}
                className="grid size-5 place-items-center rounded-full text-muted hover:bg-hover hover:text-text"
              >
                <X aria-hidden="true" className="size-3" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Input
        value={text}
        disabled={disabled}
        placeholder={placeholder}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={add}
        {...(suggestions && { list: listId })}
      />
      {suggestions && (
        <datalist id={listId}>
          {suggestions
            .filter((each) => !value.includes(each))
            .map((each) => (
              <option key={each} value={each} />
            ))}
        </datalist>
      )}
    </div>
  );
}
