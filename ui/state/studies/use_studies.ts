import {
  Studies,
  StudiesChanged,
  type StudiesChangedData,
  type StudiesData,
  type StudyRow,
} from "../../operations/operations.ts";
import { type ChangingList, useChangingList } from "../use_changing_list.ts";

const rowsOf = ({ studies }: StudiesData) => studies;
const changeOf = ({ studiesChanged: { id, study } }: StudiesChangedData) => ({ id, row: study });

/** All studies, as they come along. */
export function useStudies(): ChangingList<StudyRow> {
  return useChangingList(Studies, rowsOf, StudiesChanged, changeOf);
}
