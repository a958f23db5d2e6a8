// Where each prefecture of Gansu stands on a grid, roughly as it lies: no map is shipped, surveyed boundaries need their
// review number (审图号).
export const PREFECTURES: Record<string, readonly [column: number, line: number]> = {
  "620900": [1, 1], // 酒泉
  "620200": [2, 1], // 嘉峪关
  "620700": [2, 2], // 张掖
  "620300": [3, 2], // 金昌
  "620600": [3, 3], // 武威
  "620100": [4, 3], // 兰州
  "620400": [5, 3], // 白银
  "621000": [6, 3], // 庆阳
  "622900": [3, 4], // 临夏
  "621100": [4, 4], // 定西
  "620500": [5, 4], // 天水
  "620800": [6, 4], // 平凉
  "623000": [4, 5], // 甘南
  "621200": [5, 5], // 陇南
};

const SHORT: Record<string, string> = {
  肃北蒙古族自治县: "肃北",
  阿克塞哈萨克族自治县: "阿克塞",
  天祝藏族自治县: "天祝",
  肃南裕固族自治县: "肃南",
  张家川回族自治县: "张家川",
  东乡族自治县: "东乡",
  积石山保安族东乡族撒拉族自治县: "积石山",
};

/** What a small tile has room for; a county and a city of one name stay apart. */
export const shortName = (name: string) => SHORT[name] ?? name;
