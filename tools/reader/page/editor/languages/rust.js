import { s as languageMap } from "../core-BIWFpCIO.js";
import { r as bracketIndenting } from "../shared-DXMiLwjC.js";
//#region src/languages/rust.ts
languageMap.rust = bracketIndenting();
//#endregion
