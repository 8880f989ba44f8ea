export { createFileRecorder, type FileRecorder } from "./file_recorder.ts";
export { playRecording } from "./player.ts";
export {
  indexRecording,
  isRecordingHead,
  playsTimeframe,
  type RecordingIndex,
} from "./recording.ts";
