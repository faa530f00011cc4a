/** A file to send. */
import { type ControlProps, describedBy, LabelledGroup } from "./form-group.tsx";
import { classNames } from "./markup.ts";

export interface FileUploadProps extends ControlProps {
  multiple?: boolean;
}

export function FileUpload(upload: FileUploadProps) {
  const id = upload.id || upload.name;
  return (
    <LabelledGroup id={id} control={upload}>
      <input
        class={classNames(
          "govuk-file-upload",
          upload.classes,
          upload.errorMessage && "govuk-file-upload--error",
        )}
        id={id}
        name={upload.name}
        type="file"
        disabled={upload.disabled}
        multiple={upload.multiple}
        aria-describedby={describedBy(id, upload)}
        {...upload.attributes}
      />
    </LabelledGroup>
  );
}
