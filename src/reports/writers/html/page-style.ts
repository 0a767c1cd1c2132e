import { INDENT, PAGE, SIZE, textWidth } from '../docx/measures';
import { fontRules } from '../pictures/document-fonts';
import type { EmbeddedFont } from '../pictures/document-fonts';
import { styleString } from './markup';

/** Where the machine's own Times may differ, the one that came along is taken. */
const families = (fonts: readonly EmbeddedFont[]): string => (fonts.length > 0 ? "Tinos, 'Times New Roman', serif" : "'Times New Roman', Tinos, 'Liberation Serif', serif");

const margins = `${PAGE.top}mm ${PAGE.right}mm ${PAGE.bottom}mm ${PAGE.left}mm`;

/** Pages: A4, numbered in the upper margin from the second on, the foot on each. */
const paged = (footer: string, family: string): string => `
@page{size:A4 portrait;margin:${margins};
@top-center{content:counter(page);font:${SIZE.pageNumber}pt ${family};vertical-align:middle}
@bottom-left{content:${styleString(footer)};font:italic ${SIZE.footer}pt ${family};vertical-align:top;padding-top:3mm;text-align:left}}
@page:first{@top-center{content:none}}
@page wide{size:A4 landscape}`;

const LETTERHEAD = `
.letterhead{display:grid;grid-template-columns:1fr 98mm;text-align:center;line-height:1.15;margin-bottom:4mm}
.letterhead p{margin:0}
.letterhead .second{margin-top:3pt}
.above{font-size:${SIZE.bodyAbove}pt}.issuer{font-size:${SIZE.issuer}pt;font-weight:700}
.nation{font-size:${SIZE.nation}pt;font-weight:700;white-space:nowrap}.motto{font-size:${SIZE.motto}pt;font-weight:700}
.number{font-size:${SIZE.number}pt;white-space:pre-wrap}.place{font-size:${SIZE.place}pt;font-style:italic}.about{font-size:${SIZE.letterSubject}pt}
.ruled{display:inline-block;position:relative;padding-bottom:3pt;margin-bottom:3pt}
.ruled::after{content:"";position:absolute;bottom:0;left:0;right:0;border-top:.75pt solid #000}
.ruled.short::after{left:30%;right:30%}
h1{font-size:${SIZE.kind}pt;margin:6mm 0 5mm;line-height:1.2;text-align:center;text-indent:0}
h1 .ruled{max-width:100%}h1 .ruled.short::after{left:max(30%,50% - 30mm);right:max(30%,50% - 30mm)}
h1 .kind{display:block}
.appendix-head{text-align:center;margin-bottom:4mm;break-after:avoid}
.appendix-head h2{text-align:center;margin:0;text-indent:0}.appendix-head h2 span{display:block}
.appendix-head p{margin:0;font-style:italic;white-space:pre-wrap}`;

const TEXT = `
.sheet{font-size:${SIZE.body}pt;line-height:1.25;color:#000}
h2,h3,h4{font-size:${SIZE.body}pt;margin:6pt 0 0;text-indent:${INDENT}mm;break-after:avoid;line-height:1.25}h4{font-style:italic}
p{margin:6pt 0 0;orphans:2;widows:2}
p.body,p.missing,p.prompt{text-align:justify;text-indent:${INDENT}mm}
p.missing{font-style:italic}
p.prompt{font-style:italic;color:#7a4b00;background:#fff4d6;-webkit-print-color-adjust:exact;print-color-adjust:exact}
p.note{font-size:${SIZE.note}pt;font-style:italic;margin-top:3pt}
ul.points{list-style:none;margin:0;padding:0}
ul.points li{text-align:justify;text-indent:${INDENT}mm;margin-top:6pt}ul.points li::before{content:"- "}
.break{break-after:page;height:0;margin:0;border:0}
.last{break-after:avoid}`;

const TABLES = `
table{border-collapse:collapse;width:100%;table-layout:fixed;font-size:${SIZE.table}pt;line-height:1.15;break-inside:auto}
.wide-table{font-size:${SIZE.wideTable}pt}
.holder{margin-top:6pt}
.title,figcaption{font-size:${SIZE.caption}pt;font-weight:700;text-align:center;margin:6pt 0 2pt;text-indent:0;break-after:avoid}
.unit{font-size:${SIZE.note}pt;font-style:italic;text-align:right;margin:0 0 2pt;break-after:avoid}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{border:.5pt solid #000;padding:1pt 1mm;vertical-align:middle;overflow-wrap:anywhere}
thead th{font-weight:700;text-align:center;overflow-wrap:break-word}
tr.numbers th{font-weight:400;font-style:italic}
tbody th{font-weight:400}
.start{text-align:left}.centre{text-align:center}.end{text-align:right}
tr.total>*,tr.group>*{font-weight:700}
tr.group{break-after:avoid}tr.total{break-before:avoid}
td.provisional{font-style:italic}
figure{margin:6pt 0 0;break-inside:avoid;text-align:center}
figure svg{display:block;margin:0 auto;max-width:100%;height:auto}`;

const TAIL = `
.tail{display:grid;grid-template-columns:48% 52%;break-inside:avoid;break-before:avoid;padding-top:5mm;line-height:1.15}
.recipients{font-size:${SIZE.recipients}pt}.recipients p{margin:0;font-size:${SIZE.recipientsHead}pt;font-weight:700;font-style:italic}
.recipients ul{list-style:none;margin:0;padding:0}.recipients li::before{content:"- "}
.signature{text-align:center;font-weight:700}.signature p{margin:0}.signature .signed{margin-top:24mm}`;

/** Laid over every page, where pages of both orientations have room for it; on screen over the window. */
const WATERMARK = `
.watermark{position:fixed;inset:0;display:flex;align-items:center;justify-content:center;pointer-events:none;z-index:1;overflow:hidden}
.watermark span{transform:rotate(-35deg);font-size:32pt;line-height:1.2;font-weight:700;color:rgb(0 0 0/.1);max-width:155mm;text-align:center;overflow-wrap:anywhere;-webkit-print-color-adjust:exact;print-color-adjust:exact}`;

/** Sheets on a desk; on a narrow screen the text takes the width there is and wide tables move within themselves. */
const SCREEN = `
@media screen{
html{background:#d9dde2}body{padding:8mm}
.sheet{box-sizing:border-box;width:${PAGE.short}mm;min-height:${PAGE.long}mm;margin:0 auto 8mm;padding:${margins};background:#fff;box-shadow:0 1px 2px rgb(0 0 0/.2),0 6px 20px rgb(0 0 0/.12)}
.sheet.wide{width:${PAGE.long}mm;min-height:${PAGE.short}mm}
.foot{font-size:${SIZE.footer}pt;font-style:italic;margin-top:10mm;border-top:.5pt solid #999;padding-top:2mm}
.break{border-top:1px dashed #999;margin:6mm 0}
.origins{box-sizing:border-box;max-width:${PAGE.short}mm;margin:0 auto;font:13px/1.45 system-ui,sans-serif;color:#222}
.origins summary{cursor:pointer;font-weight:600;padding:6px 0}.origins li{margin:4px 0;overflow-wrap:anywhere}
}
@media screen and (max-width:${PAGE.short + 20}mm){
body{padding:0}.sheet,.sheet.wide{width:auto;min-height:0;margin:0 0 4mm;padding:6mm 5vw;box-shadow:none}
.letterhead{grid-template-columns:1fr;gap:4mm}.letterhead .second{margin-top:0}.nation{white-space:normal}
.holder{overflow-x:auto}.holder table{min-width:120mm}.holder .wide-table{min-width:220mm}
p.body,p.missing,p.prompt,ul.points li{text-align:start}
.tail{grid-template-columns:1fr;gap:6mm}.signature{order:-1}.origins{padding:0 5vw}
}`;

const PRINT = `
@media print{.foot,.origins{display:none}
.watermark{inset:0 auto auto 0;width:${textWidth('portrait')}mm;height:${PAGE.short - PAGE.top - PAGE.bottom}mm}
.sheet.wide{page:wide}
.sheet.fresh{break-before:page}
a{color:inherit;text-decoration:none}}`;

/** The look of a document: on paper the form of Nghị định 30/2020/NĐ-CP, on a screen its sheets. */
export function pageStyle(footer: string, fonts: readonly EmbeddedFont[], own: string): string {
  const family = families(fonts);
  const base = `html{-webkit-text-size-adjust:100%;text-size-adjust:100%}body{margin:0;font-family:${family};font-kerning:normal}svg text{font-family:${family}}`;
  return [fontRules(fonts), base, paged(footer, family), LETTERHEAD, TEXT, TABLES, TAIL, WATERMARK, SCREEN, PRINT, own].filter((part) => part !== '').join('\n');
}
