// Theme: calm and dense, with the Chinese faces that office machines have; nothing is fetched.
import type { ThemeConfig } from "antd";

export const theme: ThemeConfig = {
  cssVar: { key: "aidhub" },
  hashed: false,
  token: {
    colorPrimary: "#1f4e8c",
    colorLink: "#1f4e8c",
    // The lighter blues that would be derived for them are too pale to read on a marked row.
    colorLinkHover: "#163a69",
    colorLinkActive: "#163a69",
    // What would be derived for a marked row under the pointer is a grey on which no link can be read.
    colorPrimaryBg: "#e3ebf5",
    colorPrimaryBgHover: "#d3dfee",
    colorInfo: "#1f4e8c",
    colorError: "#b42318",
    colorWarning: "#9a5b00",
    colorWarningBg: "#fff4e0",
    colorWarningBorder: "#f0cf94",
    colorSuccess: "#1d6b3c",
    colorSuccessBg: "#e8f5ec",
    colorSuccessBorder: "#b0d9be",
    colorTextSecondary: "#4b5563",
    colorTextTertiary: "#5b6472",
    colorTextDescription: "#4b5563",
    colorTextPlaceholder: "#667085",
    borderRadius: 3,
    fontSize: 14,
    motion: false,
    fontFamily:
      '"Microsoft YaHei UI","Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif',
  },
  components: {
    Layout: {
      headerBg: "#1f4e8c",
      headerHeight: 44,
      headerPadding: "0 16px",
      siderBg: "#ffffff",
      bodyBg: "#f4f6f8",
    },
    Menu: { itemSelectedBg: "#e3ebf5", itemHeight: 34, itemMarginInline: 0, itemBorderRadius: 0 },
    Table: { cellPaddingBlockSM: 5, cellPaddingInlineSM: 8, headerBg: "#eef2f6" },
  },
};
