/**
 * The closed set of expected failures. Each has a tag that other code and users rely on; a bug is a plain Error.
 * Guards go by tag, never by class, because an error loses its class when it crosses a process boundary.
 */
export const errorTags = [
  /** A file does not exist or cannot be opened. */
  'FileMissing',
  /** A file's bytes are not what its format requires: bad magic, wrong header, truncated body. */
  'BadFile',
  /** A legal file that uses a feature which is not read (object dtype, palette data PNG). */
  'Unsupported',
  /** Two rasters or images that must agree in size do not. */
  'SizeMismatch',
  /** An option is outside its legal range. */
  'InvalidOption',
  /** The work would need more memory than is allowed. */
  'TooLarge',
  /** Calibration is needed and not there, or of another resolution. */
  'CalibrationMissing',
  /** The rows of a pair do not correspond, or its pictures are exchanged. */
  'NotRectified',
  /** What the numbers of a map mean is not known, or two readings are plausible. */
  'EncodingUnknown',
  /** No pixel (or too few) has a value where one is needed. */
  'NoValidPixels',
  /** No dataset layout fits the folder. */
  'LayoutUnknown',
  /** The file is no Fathom project, or one written by a newer version. */
  'BadProject',
  /** Another program holds the project. */
  'ProjectBusy',
  /** A disk is full, or a file or folder that must be written is not this user's to write. */
  'CannotWrite',
  /** A path leaves the folders that may be read. */
  'PathRefused',
  /** A record with that id does not exist. */
  'NotFound',
  /** A request body does not have the required form. */
  'BadRequest',
  /** A network's manifest does not have the required form. */
  'InvalidManifest',
  /** No network of that name is known, or its file is not on this machine. */
  'ModelMissing',
  /** A file that is no network ONNX Runtime can read, or whose tensors are not those its manifest foresees. */
  'BadModel',
  /** A file's SHA-256 or size is not the one its manifest states. */
  'HashMismatch',
  /** A file could not be fetched: no answer, an error of the server, a connection that broke or stood still. */
  'DownloadFailed',
  /** A provider (CUDA, DirectML …) that was asked for does not work on this machine. */
  'ProviderUnavailable',
  /** The inference process died while it worked on this item. */
  'InferenceCrashed',
  /** The memory limit was reached, or an allocation failed. */
  'OutOfMemory',
  /** A network answered NaN, infinity or a constant. */
  'BadOutput',
  /** Something needed to start is missing (Node version, Electron, Chromium). */
  'CannotStart',
] as const;

export type ErrorTag = (typeof errorTags)[number];
/** Facts about the failure: file, expected, found, and whatever else the reader needs. */
export type ErrorFields = Readonly<Record<string, string | number | boolean | null | readonly number[]>>;

/** What crosses a process boundary. */
export interface SerialisedError {
  readonly tag: ErrorTag;
  readonly message: string;
  readonly fields: ErrorFields;
}

/** An expected failure: bad input, missing file, size mismatch. Never thrown for a bug. */
export class StudioError extends Error {
  readonly tag: ErrorTag;
  readonly fields: ErrorFields;

  constructor(tag: ErrorTag, message: string, fields: ErrorFields = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StudioError';
    this.tag = tag;
    this.fields = fields;
  }

  toJSON(): SerialisedError {
    return { tag: this.tag, message: this.message, fields: this.fields };
  }
}

/** True for an expected failure, also for one that came from another process. */
export function isStudioError(error: unknown): error is StudioError {
  return error instanceof Error && 'tag' in error && (errorTags as readonly unknown[]).includes(error.tag);
}

/** Makes a thrown error from what came over a process boundary. */
export function reviveError({ tag, message, fields }: SerialisedError): StudioError {
  return new StudioError(tag, message, fields);
}

/** True for a cancellation, which is neither a failure nor a bug. */
export function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** The error that a cancelled operation throws. */
export function abortError(): Error {
  const error = new Error('cancelled');
  error.name = 'AbortError';
  return error;
}
