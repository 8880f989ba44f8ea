export { createFileRecorder, type FileRecorder } from "./file_recorder.ts";
export { isRecordingFile } from "./recording.ts";
