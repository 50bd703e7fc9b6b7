import { mark, type RemovalMark } from "#test/bench/sheets/removal-marks.ts";

/** Large things that stand across several surfaces, outlined by hand and loosely, as a finger on a phone would. */
export const largeRemovalMarks: readonly RemovalMark[] = [
  mark(
    "living-room-furnished-01.jpg",
    "armchair and lamp",
    "0,46 9,46 10,53 17,52 20,56 24,68 32,67 33,73 28,80 30,87 27,88 24,84 14,95 12,100 0,100",
  ),
  mark(
    "living-room-furnished-01.jpg",
    "dining table and chairs",
    "65,42 76,42 88,43 88,57 85,62 66,60 66,48",
  ),
  mark(
    "living-dining-furnished-01.jpg",
    "dining table and chairs",
    "55,48 61,47 66,53 67,46 79,45 80,51 95,46 100,46 100,100 80,100 79,92 72,100 69,88 65,100 60,100 59,70",
  ),
  mark("living-dining-furnished-01.jpg", "armchair, side table", "17,50 20,45 25,43 34,43 34,58 18,58"),
  mark(
    "living-room-furnished-02.jpg",
    "armchair and ottoman",
    "47,62 49,53 52,50 57,51 62,56 66,63 70,72 69,87 51,87 50,76 47,68",
  ),
  mark("living-room-furnished-02.jpg", "sofa", "0,66 10,60 26,60 35,69 49,71 49,86 43,100 0,100"),
  mark("living-room-furnished-03.jpg", "sofa", "55,60 60,56 83,63 89,72 88,84 78,96 73,92 56,76"),
  mark(
    "living-room-cluttered-02.jpg",
    "table, chairs",
    "59,60 68,57 95,60 100,68 100,100 83,100 77,94 66,90 61,78",
  ),
  mark("living-room-cluttered-02.jpg", "two armchairs", "31,56 35,52 40,55 47,55 49,62 44,76 37,74 33,65"),
  mark("living-room-cluttered-02.jpg", "sofa", "0,62 4,58 12,58 23,66 23,86 2,97 0,96"),
  mark("bedroom-furnished-01.jpg", "chaise longue", "39,50 46,49 60,60 60,69 50,65 41,60"),
  mark("unlicensed/bedroom-dark-01.jpg", "bed", "19,43 37,45 38,55 70,63 74,69 70,83 50,99 30,99 19,90"),
  mark("kitchen-small-cluttered-01.jpg", "fridge", "5,24 14,27 24,31 24,95 19,100 5,100"),
  mark(
    "exterior-house-blue-sky-01.jpg",
    "trailer, boxes on the lawn",
    "86,54 100,54 100,78 88,76",
    "7.5,75 15,75 31,83 31,88 7.5,88",
  ),
  mark(
    "exterior-evening-01.jpg",
    "young tree",
    "12,38 18,26 26,28 33,36 32,48 26,55 24,63 30,67 26,70 18,70 16,66 22,62 21,55 13,50",
  ),
  mark("exterior-townhouses-01.jpg", "shrubs and box", "0,62 8,58 16,58 31,68 30,80 18,82 8,84 0,82"),
  mark("exterior-house-clouds-01.jpg", "bins", "15.5,72 25,72 25,92 15.5,92"),
  mark("exterior-villa-01.jpg", "white pillar", "41,52.5 51,52.5 51,75 42,76"),
  mark("exterior-villa-01.jpg", "garden wall with plant", "0,53 24.5,53 26,62 26,69 24.5,81 0,80"),
  mark("unlicensed/kitchen-dining-cluttered-01.jpg", "chair", "52,60 57,61 61,74 69,82 70,100 53,100 54,85"),
  mark("unlicensed/kitchen-dining-cluttered-01.jpg", "bench", "0,66 20,62 29,66 31,84 30,90 13,100 0,100"),
  mark("dining-room-modern-01.jpg", "chair", "57,63 62,62 68,65 68,80 70,98 53,92 53,83 58,75"),
  mark("dining-backlit-dark-01.jpg", "wicker chairs", "64,56 70,53 79,54 80,60 90,55 91,64 87,77 64,71"),
  mark("living-room-cluttered-01.jpg", "armchair", "6,44 17,44 18,52 26,54 26,70 13,75 6,70"),
  mark("living-room-cluttered-01.jpg", "coffee table", "49,53 68,58 68,71 50,70"),
  mark("office-empty-01.jpg", "shelf and bench", "0,47 41,47 41,68 0,68"),
  mark("bathroom-modern-01.jpg", "toilet", "35,83 42,81 52,82 53,94 44,97 36,93"),
  mark("kitchen-dated-01.heic", "chair", "48,61 56,60 95,61 98,79 48,78"),
  mark(
    "exterior-modern-38mp-01.jpg",
    "planter and shrubs",
    "70,70 81,70 81,78 70,78",
    "53,81 59,81 59,91 53,91",
  ),
];
