/* The named entities of HTML 5, for each initial the entries "name text\n" in the order of their bytes.
 * "NewLine", whose text is a newline, is left to the code. One string an initial needs no relocation when
 * the program starts. Made from the list of the HTML standard (Python's html.entities). */
/* clang-format off */
static const char *const entity_entries[52] = {
    /* A */
    "AElig \303\206\nAMP &\nAacute \303\201\nAbreve \304\202\nAcirc \303\202\nAcy \320\220\nAfr \360\235\224\204\n"
    "Agrave \303\200\nAlpha \316\221\nAmacr \304\200\nAnd \342\251\223\nAogon \304\204\nAopf \360\235\224\270\n"
    "ApplyFunction \342\201\241\nAring \303\205\nAscr \360\235\222\234\nAssign \342\211\224\nAtilde \303\203\n"
    "Auml \303\204\n",
    /* B */
    "Backslash \342\210\226\nBarv \342\253\247\nBarwed \342\214\206\nBcy \320\221\nBecause \342\210\265\n"
    "Bernoullis \342\204\254\nBeta \316\222\nBfr \360\235\224\205\nBopf \360\235\224\271\nBreve \313\230\n"
    "Bscr \342\204\254\nBumpeq \342\211\216\n",
    /* C */
    "CHcy \320\247\nCOPY \302\251\nCacute \304\206\nCap \342\213\222\nCapitalDifferentialD \342\205\205\n"
    "Cayleys \342\204\255\nCcaron \304\214\nCcedil \303\207\nCcirc \304\210\nCconint \342\210\260\nCdot \304\212\n"
    "Cedilla \302\270\nCenterDot \302\267\nCfr \342\204\255\nChi \316\247\nCircleDot \342\212\231\n"
    "CircleMinus \342\212\226\nCirclePlus \342\212\225\nCircleTimes \342\212\227\n"
    "ClockwiseContourIntegral \342\210\262\nCloseCurlyDoubleQuote \342\200\235\nCloseCurlyQuote \342\200\231\n"
    "Colon \342\210\267\nColone \342\251\264\nCongruent \342\211\241\nConint \342\210\257\n"
    "ContourIntegral \342\210\256\nCopf \342\204\202\nCoproduct \342\210\220\n"
    "CounterClockwiseContourIntegral \342\210\263\nCross \342\250\257\nCscr \360\235\222\236\nCup \342\213\223\n"
    "CupCap \342\211\215\n",
    /* D */
    "DD \342\205\205\nDDotrahd \342\244\221\nDJcy \320\202\nDScy \320\205\nDZcy \320\217\nDagger \342\200\241\n"
    "Darr \342\206\241\nDashv \342\253\244\nDcaron \304\216\nDcy \320\224\nDel \342\210\207\nDelta \316\224\n"
    "Dfr \360\235\224\207\nDiacriticalAcute \302\264\nDiacriticalDot \313\231\nDiacriticalDoubleAcute \313\235\n"
    "DiacriticalGrave `\nDiacriticalTilde \313\234\nDiamond \342\213\204\nDifferentialD \342\205\206\n"
    "Dopf \360\235\224\273\nDot \302\250\nDotDot \342\203\234\nDotEqual \342\211\220\n"
    "DoubleContourIntegral \342\210\257\nDoubleDot \302\250\nDoubleDownArrow \342\207\223\n"
    "DoubleLeftArrow \342\207\220\nDoubleLeftRightArrow \342\207\224\nDoubleLeftTee \342\253\244\n"
    "DoubleLongLeftArrow \342\237\270\nDoubleLongLeftRightArrow \342\237\272\nDoubleLongRightArrow \342\237\271\n"
    "DoubleRightArrow \342\207\222\nDoubleRightTee \342\212\250\nDoubleUpArrow \342\207\221\n"
    "DoubleUpDownArrow \342\207\225\nDoubleVerticalBar \342\210\245\nDownArrow \342\206\223\n"
    "DownArrowBar \342\244\223\nDownArrowUpArrow \342\207\265\nDownBreve \314\221\nDownLeftRightVector \342\245\220\n"
    "DownLeftTeeVector \342\245\236\nDownLeftVector \342\206\275\nDownLeftVectorBar \342\245\226\n"
    "DownRightTeeVector \342\245\237\nDownRightVector \342\207\201\nDownRightVectorBar \342\245\227\n"
    "DownTee \342\212\244\nDownTeeArrow \342\206\247\nDownarrow \342\207\223\nDscr \360\235\222\237\n"
    "Dstrok \304\220\n",
    /* E */
    "ENG \305\212\nETH \303\220\nEacute \303\211\nEcaron \304\232\nEcirc \303\212\nEcy \320\255\nEdot \304\226\n"
    "Efr \360\235\224\210\nEgrave \303\210\nElement \342\210\210\nEmacr \304\222\nEmptySmallSquare \342\227\273\n"
    "EmptyVerySmallSquare \342\226\253\nEogon \304\230\nEopf \360\235\224\274\nEpsilon \316\225\nEqual \342\251\265\n"
    "EqualTilde \342\211\202\nEquilibrium \342\207\214\nEscr \342\204\260\nEsim \342\251\263\nEta \316\227\n"
    "Euml \303\213\nExists \342\210\203\nExponentialE \342\205\207\n",
    /* F */
    "Fcy \320\244\nFfr \360\235\224\211\nFilledSmallSquare \342\227\274\nFilledVerySmallSquare \342\226\252\n"
    "Fopf \360\235\224\275\nForAll \342\210\200\nFouriertrf \342\204\261\nFscr \342\204\261\n",
    /* G */
    "GJcy \320\203\nGT >\nGamma \316\223\nGammad \317\234\nGbreve \304\236\nGcedil \304\242\nGcirc \304\234\n"
    "Gcy \320\223\nGdot \304\240\nGfr \360\235\224\212\nGg \342\213\231\nGopf \360\235\224\276\n"
    "GreaterEqual \342\211\245\nGreaterEqualLess \342\213\233\nGreaterFullEqual \342\211\247\n"
    "GreaterGreater \342\252\242\nGreaterLess \342\211\267\nGreaterSlantEqual \342\251\276\n"
    "GreaterTilde \342\211\263\nGscr \360\235\222\242\nGt \342\211\253\n",
    /* H */
    "HARDcy \320\252\nHacek \313\207\nHat ^\nHcirc \304\244\nHfr \342\204\214\nHilbertSpace \342\204\213\n"
    "Hopf \342\204\215\nHorizontalLine \342\224\200\nHscr \342\204\213\nHstrok \304\246\nHumpDownHump \342\211\216\n"
    "HumpEqual \342\211\217\n",
    /* I */
    "IEcy \320\225\nIJlig \304\262\nIOcy \320\201\nIacute \303\215\nIcirc \303\216\nIcy \320\230\nIdot \304\260\n"
    "Ifr \342\204\221\nIgrave \303\214\nIm \342\204\221\nImacr \304\252\nImaginaryI \342\205\210\n"
    "Implies \342\207\222\nInt \342\210\254\nIntegral \342\210\253\nIntersection \342\213\202\n"
    "InvisibleComma \342\201\243\nInvisibleTimes \342\201\242\nIogon \304\256\nIopf \360\235\225\200\nIota \316\231\n"
    "Iscr \342\204\220\nItilde \304\250\nIukcy \320\206\nIuml \303\217\n",
    /* J */
    "Jcirc \304\264\nJcy \320\231\nJfr \360\235\224\215\nJopf \360\235\225\201\nJscr \360\235\222\245\n"
    "Jsercy \320\210\nJukcy \320\204\n",
    /* K */
    "KHcy \320\245\nKJcy \320\214\nKappa \316\232\nKcedil \304\266\nKcy \320\232\nKfr \360\235\224\216\n"
    "Kopf \360\235\225\202\nKscr \360\235\222\246\n",
    /* L */
    "LJcy \320\211\nLT <\nLacute \304\271\nLambda \316\233\nLang \342\237\252\nLaplacetrf \342\204\222\n"
    "Larr \342\206\236\nLcaron \304\275\nLcedil \304\273\nLcy \320\233\nLeftAngleBracket \342\237\250\n"
    "LeftArrow \342\206\220\nLeftArrowBar \342\207\244\nLeftArrowRightArrow \342\207\206\nLeftCeiling \342\214\210\n"
    "LeftDoubleBracket \342\237\246\nLeftDownTeeVector \342\245\241\nLeftDownVector \342\207\203\n"
    "LeftDownVectorBar \342\245\231\nLeftFloor \342\214\212\nLeftRightArrow \342\206\224\n"
    "LeftRightVector \342\245\216\nLeftTee \342\212\243\nLeftTeeArrow \342\206\244\nLeftTeeVector \342\245\232\n"
    "LeftTriangle \342\212\262\nLeftTriangleBar \342\247\217\nLeftTriangleEqual \342\212\264\n"
    "LeftUpDownVector \342\245\221\nLeftUpTeeVector \342\245\240\nLeftUpVector \342\206\277\n"
    "LeftUpVectorBar \342\245\230\nLeftVector \342\206\274\nLeftVectorBar \342\245\222\nLeftarrow \342\207\220\n"
    "Leftrightarrow \342\207\224\nLessEqualGreater \342\213\232\nLessFullEqual \342\211\246\n"
    "LessGreater \342\211\266\nLessLess \342\252\241\nLessSlantEqual \342\251\275\nLessTilde \342\211\262\n"
    "Lfr \360\235\224\217\nLl \342\213\230\nLleftarrow \342\207\232\nLmidot \304\277\nLongLeftArrow \342\237\265\n"
    "LongLeftRightArrow \342\237\267\nLongRightArrow \342\237\266\nLongleftarrow \342\237\270\n"
    "Longleftrightarrow \342\237\272\nLongrightarrow \342\237\271\nLopf \360\235\225\203\n"
    "LowerLeftArrow \342\206\231\nLowerRightArrow \342\206\230\nLscr \342\204\222\nLsh \342\206\260\n"
    "Lstrok \305\201\nLt \342\211\252\n",
    /* M */
    "Map \342\244\205\nMcy \320\234\nMediumSpace \342\201\237\nMellintrf \342\204\263\nMfr \360\235\224\220\n"
    "MinusPlus \342\210\223\nMopf \360\235\225\204\nMscr \342\204\263\nMu \316\234\n",
    /* N */
    "NJcy \320\212\nNacute \305\203\nNcaron \305\207\nNcedil \305\205\nNcy \320\235\n"
    "NegativeMediumSpace \342\200\213\nNegativeThickSpace \342\200\213\nNegativeThinSpace \342\200\213\n"
    "NegativeVeryThinSpace \342\200\213\nNestedGreaterGreater \342\211\253\nNestedLessLess \342\211\252\n"
    "Nfr \360\235\224\221\nNoBreak \342\201\240\nNonBreakingSpace \302\240\nNopf \342\204\225\nNot \342\253\254\n"
    "NotCongruent \342\211\242\nNotCupCap \342\211\255\nNotDoubleVerticalBar \342\210\246\nNotElement \342\210\211\n"
    "NotEqual \342\211\240\nNotEqualTilde \342\211\202\314\270\nNotExists \342\210\204\nNotGreater \342\211\257\n"
    "NotGreaterEqual \342\211\261\nNotGreaterFullEqual \342\211\247\314\270\nNotGreaterGreater \342\211\253\314\270\n"
    "NotGreaterLess \342\211\271\nNotGreaterSlantEqual \342\251\276\314\270\nNotGreaterTilde \342\211\265\n"
    "NotHumpDownHump \342\211\216\314\270\nNotHumpEqual \342\211\217\314\270\nNotLeftTriangle \342\213\252\n"
    "NotLeftTriangleBar \342\247\217\314\270\nNotLeftTriangleEqual \342\213\254\nNotLess \342\211\256\n"
    "NotLessEqual \342\211\260\nNotLessGreater \342\211\270\nNotLessLess \342\211\252\314\270\n"
    "NotLessSlantEqual \342\251\275\314\270\nNotLessTilde \342\211\264\n"
    "NotNestedGreaterGreater \342\252\242\314\270\nNotNestedLessLess \342\252\241\314\270\nNotPrecedes \342\212\200\n"
    "NotPrecedesEqual \342\252\257\314\270\nNotPrecedesSlantEqual \342\213\240\nNotReverseElement \342\210\214\n"
    "NotRightTriangle \342\213\253\nNotRightTriangleBar \342\247\220\314\270\nNotRightTriangleEqual \342\213\255\n"
    "NotSquareSubset \342\212\217\314\270\nNotSquareSubsetEqual \342\213\242\n"
    "NotSquareSuperset \342\212\220\314\270\nNotSquareSupersetEqual \342\213\243\n"
    "NotSubset \342\212\202\342\203\222\nNotSubsetEqual \342\212\210\nNotSucceeds \342\212\201\n"
    "NotSucceedsEqual \342\252\260\314\270\nNotSucceedsSlantEqual \342\213\241\n"
    "NotSucceedsTilde \342\211\277\314\270\nNotSuperset \342\212\203\342\203\222\nNotSupersetEqual \342\212\211\n"
    "NotTilde \342\211\201\nNotTildeEqual \342\211\204\nNotTildeFullEqual \342\211\207\nNotTildeTilde \342\211\211\n"
    "NotVerticalBar \342\210\244\nNscr \360\235\222\251\nNtilde \303\221\nNu \316\235\n",
    /* O */
    "OElig \305\222\nOacute \303\223\nOcirc \303\224\nOcy \320\236\nOdblac \305\220\nOfr \360\235\224\222\n"
    "Ograve \303\222\nOmacr \305\214\nOmega \316\251\nOmicron \316\237\nOopf \360\235\225\206\n"
    "OpenCurlyDoubleQuote \342\200\234\nOpenCurlyQuote \342\200\230\nOr \342\251\224\nOscr \360\235\222\252\n"
    "Oslash \303\230\nOtilde \303\225\nOtimes \342\250\267\nOuml \303\226\nOverBar \342\200\276\n"
    "OverBrace \342\217\236\nOverBracket \342\216\264\nOverParenthesis \342\217\234\n",
    /* P */
    "PartialD \342\210\202\nPcy \320\237\nPfr \360\235\224\223\nPhi \316\246\nPi \316\240\nPlusMinus \302\261\n"
    "Poincareplane \342\204\214\nPopf \342\204\231\nPr \342\252\273\nPrecedes \342\211\272\n"
    "PrecedesEqual \342\252\257\nPrecedesSlantEqual \342\211\274\nPrecedesTilde \342\211\276\nPrime \342\200\263\n"
    "Product \342\210\217\nProportion \342\210\267\nProportional \342\210\235\nPscr \360\235\222\253\nPsi \316\250\n",
    /* Q */
    "QUOT \"\nQfr \360\235\224\224\nQopf \342\204\232\nQscr \360\235\222\254\n",
    /* R */
    "RBarr \342\244\220\nREG \302\256\nRacute \305\224\nRang \342\237\253\nRarr \342\206\240\nRarrtl \342\244\226\n"
    "Rcaron \305\230\nRcedil \305\226\nRcy \320\240\nRe \342\204\234\nReverseElement \342\210\213\n"
    "ReverseEquilibrium \342\207\213\nReverseUpEquilibrium \342\245\257\nRfr \342\204\234\nRho \316\241\n"
    "RightAngleBracket \342\237\251\nRightArrow \342\206\222\nRightArrowBar \342\207\245\n"
    "RightArrowLeftArrow \342\207\204\nRightCeiling \342\214\211\nRightDoubleBracket \342\237\247\n"
    "RightDownTeeVector \342\245\235\nRightDownVector \342\207\202\nRightDownVectorBar \342\245\225\n"
    "RightFloor \342\214\213\nRightTee \342\212\242\nRightTeeArrow \342\206\246\nRightTeeVector \342\245\233\n"
    "RightTriangle \342\212\263\nRightTriangleBar \342\247\220\nRightTriangleEqual \342\212\265\n"
    "RightUpDownVector \342\245\217\nRightUpTeeVector \342\245\234\nRightUpVector \342\206\276\n"
    "RightUpVectorBar \342\245\224\nRightVector \342\207\200\nRightVectorBar \342\245\223\nRightarrow \342\207\222\n"
    "Ropf \342\204\235\nRoundImplies \342\245\260\nRrightarrow \342\207\233\nRscr \342\204\233\nRsh \342\206\261\n"
    "RuleDelayed \342\247\264\n",
    /* S */
    "SHCHcy \320\251\nSHcy \320\250\nSOFTcy \320\254\nSacute \305\232\nSc \342\252\274\nScaron \305\240\n"
    "Scedil \305\236\nScirc \305\234\nScy \320\241\nSfr \360\235\224\226\nShortDownArrow \342\206\223\n"
    "ShortLeftArrow \342\206\220\nShortRightArrow \342\206\222\nShortUpArrow \342\206\221\nSigma \316\243\n"
    "SmallCircle \342\210\230\nSopf \360\235\225\212\nSqrt \342\210\232\nSquare \342\226\241\n"
    "SquareIntersection \342\212\223\nSquareSubset \342\212\217\nSquareSubsetEqual \342\212\221\n"
    "SquareSuperset \342\212\220\nSquareSupersetEqual \342\212\222\nSquareUnion \342\212\224\nSscr \360\235\222\256\n"
    "Star \342\213\206\nSub \342\213\220\nSubset \342\213\220\nSubsetEqual \342\212\206\nSucceeds \342\211\273\n"
    "SucceedsEqual \342\252\260\nSucceedsSlantEqual \342\211\275\nSucceedsTilde \342\211\277\nSuchThat \342\210\213\n"
    "Sum \342\210\221\nSup \342\213\221\nSuperset \342\212\203\nSupersetEqual \342\212\207\nSupset \342\213\221\n",
    /* T */
    "THORN \303\236\nTRADE \342\204\242\nTSHcy \320\213\nTScy \320\246\nTab \011\nTau \316\244\nTcaron \305\244\n"
    "Tcedil \305\242\nTcy \320\242\nTfr \360\235\224\227\nTherefore \342\210\264\nTheta \316\230\n"
    "ThickSpace \342\201\237\342\200\212\nThinSpace \342\200\211\nTilde \342\210\274\nTildeEqual \342\211\203\n"
    "TildeFullEqual \342\211\205\nTildeTilde \342\211\210\nTopf \360\235\225\213\nTripleDot \342\203\233\n"
    "Tscr \360\235\222\257\nTstrok \305\246\n",
    /* U */
    "Uacute \303\232\nUarr \342\206\237\nUarrocir \342\245\211\nUbrcy \320\216\nUbreve \305\254\nUcirc \303\233\n"
    "Ucy \320\243\nUdblac \305\260\nUfr \360\235\224\230\nUgrave \303\231\nUmacr \305\252\nUnderBar _\n"
    "UnderBrace \342\217\237\nUnderBracket \342\216\265\nUnderParenthesis \342\217\235\nUnion \342\213\203\n"
    "UnionPlus \342\212\216\nUogon \305\262\nUopf \360\235\225\214\nUpArrow \342\206\221\nUpArrowBar \342\244\222\n"
    "UpArrowDownArrow \342\207\205\nUpDownArrow \342\206\225\nUpEquilibrium \342\245\256\nUpTee \342\212\245\n"
    "UpTeeArrow \342\206\245\nUparrow \342\207\221\nUpdownarrow \342\207\225\nUpperLeftArrow \342\206\226\n"
    "UpperRightArrow \342\206\227\nUpsi \317\222\nUpsilon \316\245\nUring \305\256\nUscr \360\235\222\260\n"
    "Utilde \305\250\nUuml \303\234\n",
    /* V */
    "VDash \342\212\253\nVbar \342\253\253\nVcy \320\222\nVdash \342\212\251\nVdashl \342\253\246\nVee \342\213\201\n"
    "Verbar \342\200\226\nVert \342\200\226\nVerticalBar \342\210\243\nVerticalLine |\n"
    "VerticalSeparator \342\235\230\nVerticalTilde \342\211\200\nVeryThinSpace \342\200\212\nVfr \360\235\224\231\n"
    "Vopf \360\235\225\215\nVscr \360\235\222\261\nVvdash \342\212\252\n",
    /* W */
    "Wcirc \305\264\nWedge \342\213\200\nWfr \360\235\224\232\nWopf \360\235\225\216\nWscr \360\235\222\262\n",
    /* X */
    "Xfr \360\235\224\233\nXi \316\236\nXopf \360\235\225\217\nXscr \360\235\222\263\n",
    /* Y */
    "YAcy \320\257\nYIcy \320\207\nYUcy \320\256\nYacute \303\235\nYcirc \305\266\nYcy \320\253\n"
    "Yfr \360\235\224\234\nYopf \360\235\225\220\nYscr \360\235\222\264\nYuml \305\270\n",
    /* Z */
    "ZHcy \320\226\nZacute \305\271\nZcaron \305\275\nZcy \320\227\nZdot \305\273\nZeroWidthSpace \342\200\213\n"
    "Zeta \316\226\nZfr \342\204\250\nZopf \342\204\244\nZscr \360\235\222\265\n",
    /* a */
    "aacute \303\241\nabreve \304\203\nac \342\210\276\nacE \342\210\276\314\263\nacd \342\210\277\nacirc \303\242\n"
    "acute \302\264\nacy \320\260\naelig \303\246\naf \342\201\241\nafr \360\235\224\236\nagrave \303\240\n"
    "alefsym \342\204\265\naleph \342\204\265\nalpha \316\261\namacr \304\201\namalg \342\250\277\namp &\n"
    "and \342\210\247\nandand \342\251\225\nandd \342\251\234\nandslope \342\251\230\nandv \342\251\232\n"
    "ang \342\210\240\nange \342\246\244\nangle \342\210\240\nangmsd \342\210\241\nangmsdaa \342\246\250\n"
    "angmsdab \342\246\251\nangmsdac \342\246\252\nangmsdad \342\246\253\nangmsdae \342\246\254\n"
    "angmsdaf \342\246\255\nangmsdag \342\246\256\nangmsdah \342\246\257\nangrt \342\210\237\nangrtvb \342\212\276\n"
    "angrtvbd \342\246\235\nangsph \342\210\242\nangst \303\205\nangzarr \342\215\274\naogon \304\205\n"
    "aopf \360\235\225\222\nap \342\211\210\napE \342\251\260\napacir \342\251\257\nape \342\211\212\n"
    "apid \342\211\213\napos '\napprox \342\211\210\napproxeq \342\211\212\naring \303\245\nascr \360\235\222\266\n"
    "ast *\nasymp \342\211\210\nasympeq \342\211\215\natilde \303\243\nauml \303\244\nawconint \342\210\263\n"
    "awint \342\250\221\n",
    /* b */
    "bNot \342\253\255\nbackcong \342\211\214\nbackepsilon \317\266\nbackprime \342\200\265\nbacksim \342\210\275\n"
    "backsimeq \342\213\215\nbarvee \342\212\275\nbarwed \342\214\205\nbarwedge \342\214\205\nbbrk \342\216\265\n"
    "bbrktbrk \342\216\266\nbcong \342\211\214\nbcy \320\261\nbdquo \342\200\236\nbecaus \342\210\265\n"
    "because \342\210\265\nbemptyv \342\246\260\nbepsi \317\266\nbernou \342\204\254\nbeta \316\262\n"
    "beth \342\204\266\nbetween \342\211\254\nbfr \360\235\224\237\nbigcap \342\213\202\nbigcirc \342\227\257\n"
    "bigcup \342\213\203\nbigodot \342\250\200\nbigoplus \342\250\201\nbigotimes \342\250\202\n"
    "bigsqcup \342\250\206\nbigstar \342\230\205\nbigtriangledown \342\226\275\nbigtriangleup \342\226\263\n"
    "biguplus \342\250\204\nbigvee \342\213\201\nbigwedge \342\213\200\nbkarow \342\244\215\n"
    "blacklozenge \342\247\253\nblacksquare \342\226\252\nblacktriangle \342\226\264\n"
    "blacktriangledown \342\226\276\nblacktriangleleft \342\227\202\nblacktriangleright \342\226\270\n"
    "blank \342\220\243\nblk12 \342\226\222\nblk14 \342\226\221\nblk34 \342\226\223\nblock \342\226\210\n"
    "bne =\342\203\245\nbnequiv \342\211\241\342\203\245\nbnot \342\214\220\nbopf \360\235\225\223\n"
    "bot \342\212\245\nbottom \342\212\245\nbowtie \342\213\210\nboxDL \342\225\227\nboxDR \342\225\224\n"
    "boxDl \342\225\226\nboxDr \342\225\223\nboxH \342\225\220\nboxHD \342\225\246\nboxHU \342\225\251\n"
    "boxHd \342\225\244\nboxHu \342\225\247\nboxUL \342\225\235\nboxUR \342\225\232\nboxUl \342\225\234\n"
    "boxUr \342\225\231\nboxV \342\225\221\nboxVH \342\225\254\nboxVL \342\225\243\nboxVR \342\225\240\n"
    "boxVh \342\225\253\nboxVl \342\225\242\nboxVr \342\225\237\nboxbox \342\247\211\nboxdL \342\225\225\n"
    "boxdR \342\225\222\nboxdl \342\224\220\nboxdr \342\224\214\nboxh \342\224\200\nboxhD \342\225\245\n"
    "boxhU \342\225\250\nboxhd \342\224\254\nboxhu \342\224\264\nboxminus \342\212\237\nboxplus \342\212\236\n"
    "boxtimes \342\212\240\nboxuL \342\225\233\nboxuR \342\225\230\nboxul \342\224\230\nboxur \342\224\224\n"
    "boxv \342\224\202\nboxvH \342\225\252\nboxvL \342\225\241\nboxvR \342\225\236\nboxvh \342\224\274\n"
    "boxvl \342\224\244\nboxvr \342\224\234\nbprime \342\200\265\nbreve \313\230\nbrvbar \302\246\n"
    "bscr \360\235\222\267\nbsemi \342\201\217\nbsim \342\210\275\nbsime \342\213\215\nbsol \\\nbsolb \342\247\205\n"
    "bsolhsub \342\237\210\nbull \342\200\242\nbullet \342\200\242\nbump \342\211\216\nbumpE \342\252\256\n"
    "bumpe \342\211\217\nbumpeq \342\211\217\n",
    /* c */
    "cacute \304\207\ncap \342\210\251\ncapand \342\251\204\ncapbrcup \342\251\211\ncapcap \342\251\213\n"
    "capcup \342\251\207\ncapdot \342\251\200\ncaps \342\210\251\357\270\200\ncaret \342\201\201\ncaron \313\207\n"
    "ccaps \342\251\215\nccaron \304\215\nccedil \303\247\nccirc \304\211\nccups \342\251\214\nccupssm \342\251\220\n"
    "cdot \304\213\ncedil \302\270\ncemptyv \342\246\262\ncent \302\242\ncenterdot \302\267\ncfr \360\235\224\240\n"
    "chcy \321\207\ncheck \342\234\223\ncheckmark \342\234\223\nchi \317\207\ncir \342\227\213\ncirE \342\247\203\n"
    "circ \313\206\ncirceq \342\211\227\ncirclearrowleft \342\206\272\ncirclearrowright \342\206\273\n"
    "circledR \302\256\ncircledS \342\223\210\ncircledast \342\212\233\ncircledcirc \342\212\232\n"
    "circleddash \342\212\235\ncire \342\211\227\ncirfnint \342\250\220\ncirmid \342\253\257\ncirscir \342\247\202\n"
    "clubs \342\231\243\nclubsuit \342\231\243\ncolon :\ncolone \342\211\224\ncoloneq \342\211\224\ncomma ,\n"
    "commat @\ncomp \342\210\201\ncompfn \342\210\230\ncomplement \342\210\201\ncomplexes \342\204\202\n"
    "cong \342\211\205\ncongdot \342\251\255\nconint \342\210\256\ncopf \360\235\225\224\ncoprod \342\210\220\n"
    "copy \302\251\ncopysr \342\204\227\ncrarr \342\206\265\ncross \342\234\227\ncscr \360\235\222\270\n"
    "csub \342\253\217\ncsube \342\253\221\ncsup \342\253\220\ncsupe \342\253\222\nctdot \342\213\257\n"
    "cudarrl \342\244\270\ncudarrr \342\244\265\ncuepr \342\213\236\ncuesc \342\213\237\ncularr \342\206\266\n"
    "cularrp \342\244\275\ncup \342\210\252\ncupbrcap \342\251\210\ncupcap \342\251\206\ncupcup \342\251\212\n"
    "cupdot \342\212\215\ncupor \342\251\205\ncups \342\210\252\357\270\200\ncurarr \342\206\267\n"
    "curarrm \342\244\274\ncurlyeqprec \342\213\236\ncurlyeqsucc \342\213\237\ncurlyvee \342\213\216\n"
    "curlywedge \342\213\217\ncurren \302\244\ncurvearrowleft \342\206\266\ncurvearrowright \342\206\267\n"
    "cuvee \342\213\216\ncuwed \342\213\217\ncwconint \342\210\262\ncwint \342\210\261\ncylcty \342\214\255\n",
    /* d */
    "dArr \342\207\223\ndHar \342\245\245\ndagger \342\200\240\ndaleth \342\204\270\ndarr \342\206\223\n"
    "dash \342\200\220\ndashv \342\212\243\ndbkarow \342\244\217\ndblac \313\235\ndcaron \304\217\ndcy \320\264\n"
    "dd \342\205\206\nddagger \342\200\241\nddarr \342\207\212\nddotseq \342\251\267\ndeg \302\260\ndelta \316\264\n"
    "demptyv \342\246\261\ndfisht \342\245\277\ndfr \360\235\224\241\ndharl \342\207\203\ndharr \342\207\202\n"
    "diam \342\213\204\ndiamond \342\213\204\ndiamondsuit \342\231\246\ndiams \342\231\246\ndie \302\250\n"
    "digamma \317\235\ndisin \342\213\262\ndiv \303\267\ndivide \303\267\ndivideontimes \342\213\207\n"
    "divonx \342\213\207\ndjcy \321\222\ndlcorn \342\214\236\ndlcrop \342\214\215\ndollar $\ndopf \360\235\225\225\n"
    "dot \313\231\ndoteq \342\211\220\ndoteqdot \342\211\221\ndotminus \342\210\270\ndotplus \342\210\224\n"
    "dotsquare \342\212\241\ndoublebarwedge \342\214\206\ndownarrow \342\206\223\ndowndownarrows \342\207\212\n"
    "downharpoonleft \342\207\203\ndownharpoonright \342\207\202\ndrbkarow \342\244\220\ndrcorn \342\214\237\n"
    "drcrop \342\214\214\ndscr \360\235\222\271\ndscy \321\225\ndsol \342\247\266\ndstrok \304\221\n"
    "dtdot \342\213\261\ndtri \342\226\277\ndtrif \342\226\276\nduarr \342\207\265\nduhar \342\245\257\n"
    "dwangle \342\246\246\ndzcy \321\237\ndzigrarr \342\237\277\n",
    /* e */
    "eDDot \342\251\267\neDot \342\211\221\neacute \303\251\neaster \342\251\256\necaron \304\233\n"
    "ecir \342\211\226\necirc \303\252\necolon \342\211\225\necy \321\215\nedot \304\227\nee \342\205\207\n"
    "efDot \342\211\222\nefr \360\235\224\242\neg \342\252\232\negrave \303\250\negs \342\252\226\n"
    "egsdot \342\252\230\nel \342\252\231\nelinters \342\217\247\nell \342\204\223\nels \342\252\225\n"
    "elsdot \342\252\227\nemacr \304\223\nempty \342\210\205\nemptyset \342\210\205\nemptyv \342\210\205\n"
    "emsp \342\200\203\nemsp13 \342\200\204\nemsp14 \342\200\205\neng \305\213\nensp \342\200\202\neogon \304\231\n"
    "eopf \360\235\225\226\nepar \342\213\225\neparsl \342\247\243\neplus \342\251\261\nepsi \316\265\n"
    "epsilon \316\265\nepsiv \317\265\neqcirc \342\211\226\neqcolon \342\211\225\neqsim \342\211\202\n"
    "eqslantgtr \342\252\226\neqslantless \342\252\225\nequals =\nequest \342\211\237\nequiv \342\211\241\n"
    "equivDD \342\251\270\neqvparsl \342\247\245\nerDot \342\211\223\nerarr \342\245\261\nescr \342\204\257\n"
    "esdot \342\211\220\nesim \342\211\202\neta \316\267\neth \303\260\neuml \303\253\neuro \342\202\254\nexcl !\n"
    "exist \342\210\203\nexpectation \342\204\260\nexponentiale \342\205\207\n",
    /* f */
    "fallingdotseq \342\211\222\nfcy \321\204\nfemale \342\231\200\nffilig \357\254\203\nfflig \357\254\200\n"
    "ffllig \357\254\204\nffr \360\235\224\243\nfilig \357\254\201\nfjlig fj\nflat \342\231\255\nfllig \357\254\202\n"
    "fltns \342\226\261\nfnof \306\222\nfopf \360\235\225\227\nforall \342\210\200\nfork \342\213\224\n"
    "forkv \342\253\231\nfpartint \342\250\215\nfrac12 \302\275\nfrac13 \342\205\223\nfrac14 \302\274\n"
    "frac15 \342\205\225\nfrac16 \342\205\231\nfrac18 \342\205\233\nfrac23 \342\205\224\nfrac25 \342\205\226\n"
    "frac34 \302\276\nfrac35 \342\205\227\nfrac38 \342\205\234\nfrac45 \342\205\230\nfrac56 \342\205\232\n"
    "frac58 \342\205\235\nfrac78 \342\205\236\nfrasl \342\201\204\nfrown \342\214\242\nfscr \360\235\222\273\n",
    /* g */
    "gE \342\211\247\ngEl \342\252\214\ngacute \307\265\ngamma \316\263\ngammad \317\235\ngap \342\252\206\n"
    "gbreve \304\237\ngcirc \304\235\ngcy \320\263\ngdot \304\241\nge \342\211\245\ngel \342\213\233\n"
    "geq \342\211\245\ngeqq \342\211\247\ngeqslant \342\251\276\nges \342\251\276\ngescc \342\252\251\n"
    "gesdot \342\252\200\ngesdoto \342\252\202\ngesdotol \342\252\204\ngesl \342\213\233\357\270\200\n"
    "gesles \342\252\224\ngfr \360\235\224\244\ngg \342\211\253\nggg \342\213\231\ngimel \342\204\267\n"
    "gjcy \321\223\ngl \342\211\267\nglE \342\252\222\ngla \342\252\245\nglj \342\252\244\ngnE \342\211\251\n"
    "gnap \342\252\212\ngnapprox \342\252\212\ngne \342\252\210\ngneq \342\252\210\ngneqq \342\211\251\n"
    "gnsim \342\213\247\ngopf \360\235\225\230\ngrave `\ngscr \342\204\212\ngsim \342\211\263\ngsime \342\252\216\n"
    "gsiml \342\252\220\ngt >\ngtcc \342\252\247\ngtcir \342\251\272\ngtdot \342\213\227\ngtlPar \342\246\225\n"
    "gtquest \342\251\274\ngtrapprox \342\252\206\ngtrarr \342\245\270\ngtrdot \342\213\227\ngtreqless \342\213\233\n"
    "gtreqqless \342\252\214\ngtrless \342\211\267\ngtrsim \342\211\263\ngvertneqq \342\211\251\357\270\200\n"
    "gvnE \342\211\251\357\270\200\n",
    /* h */
    "hArr \342\207\224\nhairsp \342\200\212\nhalf \302\275\nhamilt \342\204\213\nhardcy \321\212\nharr \342\206\224\n"
    "harrcir \342\245\210\nharrw \342\206\255\nhbar \342\204\217\nhcirc \304\245\nhearts \342\231\245\n"
    "heartsuit \342\231\245\nhellip \342\200\246\nhercon \342\212\271\nhfr \360\235\224\245\nhksearow \342\244\245\n"
    "hkswarow \342\244\246\nhoarr \342\207\277\nhomtht \342\210\273\nhookleftarrow \342\206\251\n"
    "hookrightarrow \342\206\252\nhopf \360\235\225\231\nhorbar \342\200\225\nhscr \360\235\222\275\n"
    "hslash \342\204\217\nhstrok \304\247\nhybull \342\201\203\nhyphen \342\200\220\n",
    /* i */
    "iacute \303\255\nic \342\201\243\nicirc \303\256\nicy \320\270\niecy \320\265\niexcl \302\241\n"
    "iff \342\207\224\nifr \360\235\224\246\nigrave \303\254\nii \342\205\210\niiiint \342\250\214\n"
    "iiint \342\210\255\niinfin \342\247\234\niiota \342\204\251\nijlig \304\263\nimacr \304\253\n"
    "image \342\204\221\nimagline \342\204\220\nimagpart \342\204\221\nimath \304\261\nimof \342\212\267\n"
    "imped \306\265\nin \342\210\210\nincare \342\204\205\ninfin \342\210\236\ninfintie \342\247\235\n"
    "inodot \304\261\nint \342\210\253\nintcal \342\212\272\nintegers \342\204\244\nintercal \342\212\272\n"
    "intlarhk \342\250\227\nintprod \342\250\274\niocy \321\221\niogon \304\257\niopf \360\235\225\232\n"
    "iota \316\271\niprod \342\250\274\niquest \302\277\niscr \360\235\222\276\nisin \342\210\210\n"
    "isinE \342\213\271\nisindot \342\213\265\nisins \342\213\264\nisinsv \342\213\263\nisinv \342\210\210\n"
    "it \342\201\242\nitilde \304\251\niukcy \321\226\niuml \303\257\n",
    /* j */
    "jcirc \304\265\njcy \320\271\njfr \360\235\224\247\njmath \310\267\njopf \360\235\225\233\n"
    "jscr \360\235\222\277\njsercy \321\230\njukcy \321\224\n",
    /* k */
    "kappa \316\272\nkappav \317\260\nkcedil \304\267\nkcy \320\272\nkfr \360\235\224\250\nkgreen \304\270\n"
    "khcy \321\205\nkjcy \321\234\nkopf \360\235\225\234\nkscr \360\235\223\200\n",
    /* l */
    "lAarr \342\207\232\nlArr \342\207\220\nlAtail \342\244\233\nlBarr \342\244\216\nlE \342\211\246\n"
    "lEg \342\252\213\nlHar \342\245\242\nlacute \304\272\nlaemptyv \342\246\264\nlagran \342\204\222\n"
    "lambda \316\273\nlang \342\237\250\nlangd \342\246\221\nlangle \342\237\250\nlap \342\252\205\nlaquo \302\253\n"
    "larr \342\206\220\nlarrb \342\207\244\nlarrbfs \342\244\237\nlarrfs \342\244\235\nlarrhk \342\206\251\n"
    "larrlp \342\206\253\nlarrpl \342\244\271\nlarrsim \342\245\263\nlarrtl \342\206\242\nlat \342\252\253\n"
    "latail \342\244\231\nlate \342\252\255\nlates \342\252\255\357\270\200\nlbarr \342\244\214\nlbbrk \342\235\262\n"
    "lbrace {\nlbrack [\nlbrke \342\246\213\nlbrksld \342\246\217\nlbrkslu \342\246\215\nlcaron \304\276\n"
    "lcedil \304\274\nlceil \342\214\210\nlcub {\nlcy \320\273\nldca \342\244\266\nldquo \342\200\234\n"
    "ldquor \342\200\236\nldrdhar \342\245\247\nldrushar \342\245\213\nldsh \342\206\262\nle \342\211\244\n"
    "leftarrow \342\206\220\nleftarrowtail \342\206\242\nleftharpoondown \342\206\275\nleftharpoonup \342\206\274\n"
    "leftleftarrows \342\207\207\nleftrightarrow \342\206\224\nleftrightarrows \342\207\206\n"
    "leftrightharpoons \342\207\213\nleftrightsquigarrow \342\206\255\nleftthreetimes \342\213\213\n"
    "leg \342\213\232\nleq \342\211\244\nleqq \342\211\246\nleqslant \342\251\275\nles \342\251\275\n"
    "lescc \342\252\250\nlesdot \342\251\277\nlesdoto \342\252\201\nlesdotor \342\252\203\n"
    "lesg \342\213\232\357\270\200\nlesges \342\252\223\nlessapprox \342\252\205\nlessdot \342\213\226\n"
    "lesseqgtr \342\213\232\nlesseqqgtr \342\252\213\nlessgtr \342\211\266\nlesssim \342\211\262\n"
    "lfisht \342\245\274\nlfloor \342\214\212\nlfr \360\235\224\251\nlg \342\211\266\nlgE \342\252\221\n"
    "lhard \342\206\275\nlharu \342\206\274\nlharul \342\245\252\nlhblk \342\226\204\nljcy \321\231\n"
    "ll \342\211\252\nllarr \342\207\207\nllcorner \342\214\236\nllhard \342\245\253\nlltri \342\227\272\n"
    "lmidot \305\200\nlmoust \342\216\260\nlmoustache \342\216\260\nlnE \342\211\250\nlnap \342\252\211\n"
    "lnapprox \342\252\211\nlne \342\252\207\nlneq \342\252\207\nlneqq \342\211\250\nlnsim \342\213\246\n"
    "loang \342\237\254\nloarr \342\207\275\nlobrk \342\237\246\nlongleftarrow \342\237\265\n"
    "longleftrightarrow \342\237\267\nlongmapsto \342\237\274\nlongrightarrow \342\237\266\n"
    "looparrowleft \342\206\253\nlooparrowright \342\206\254\nlopar \342\246\205\nlopf \360\235\225\235\n"
    "loplus \342\250\255\nlotimes \342\250\264\nlowast \342\210\227\nlowbar _\nloz \342\227\212\n"
    "lozenge \342\227\212\nlozf \342\247\253\nlpar (\nlparlt \342\246\223\nlrarr \342\207\206\n"
    "lrcorner \342\214\237\nlrhar \342\207\213\nlrhard \342\245\255\nlrm \342\200\216\nlrtri \342\212\277\n"
    "lsaquo \342\200\271\nlscr \360\235\223\201\nlsh \342\206\260\nlsim \342\211\262\nlsime \342\252\215\n"
    "lsimg \342\252\217\nlsqb [\nlsquo \342\200\230\nlsquor \342\200\232\nlstrok \305\202\nlt <\nltcc \342\252\246\n"
    "ltcir \342\251\271\nltdot \342\213\226\nlthree \342\213\213\nltimes \342\213\211\nltlarr \342\245\266\n"
    "ltquest \342\251\273\nltrPar \342\246\226\nltri \342\227\203\nltrie \342\212\264\nltrif \342\227\202\n"
    "lurdshar \342\245\212\nluruhar \342\245\246\nlvertneqq \342\211\250\357\270\200\nlvnE \342\211\250\357\270\200\n",
    /* m */
    "mDDot \342\210\272\nmacr \302\257\nmale \342\231\202\nmalt \342\234\240\nmaltese \342\234\240\n"
    "map \342\206\246\nmapsto \342\206\246\nmapstodown \342\206\247\nmapstoleft \342\206\244\nmapstoup \342\206\245\n"
    "marker \342\226\256\nmcomma \342\250\251\nmcy \320\274\nmdash \342\200\224\nmeasuredangle \342\210\241\n"
    "mfr \360\235\224\252\nmho \342\204\247\nmicro \302\265\nmid \342\210\243\nmidast *\nmidcir \342\253\260\n"
    "middot \302\267\nminus \342\210\222\nminusb \342\212\237\nminusd \342\210\270\nminusdu \342\250\252\n"
    "mlcp \342\253\233\nmldr \342\200\246\nmnplus \342\210\223\nmodels \342\212\247\nmopf \360\235\225\236\n"
    "mp \342\210\223\nmscr \360\235\223\202\nmstpos \342\210\276\nmu \316\274\nmultimap \342\212\270\n"
    "mumap \342\212\270\n",
    /* n */
    "nGg \342\213\231\314\270\nnGt \342\211\253\342\203\222\nnGtv \342\211\253\314\270\nnLeftarrow \342\207\215\n"
    "nLeftrightarrow \342\207\216\nnLl \342\213\230\314\270\nnLt \342\211\252\342\203\222\n"
    "nLtv \342\211\252\314\270\nnRightarrow \342\207\217\nnVDash \342\212\257\nnVdash \342\212\256\n"
    "nabla \342\210\207\nnacute \305\204\nnang \342\210\240\342\203\222\nnap \342\211\211\n"
    "napE \342\251\260\314\270\nnapid \342\211\213\314\270\nnapos \305\211\nnapprox \342\211\211\n"
    "natur \342\231\256\nnatural \342\231\256\nnaturals \342\204\225\nnbsp \302\240\nnbump \342\211\216\314\270\n"
    "nbumpe \342\211\217\314\270\nncap \342\251\203\nncaron \305\210\nncedil \305\206\nncong \342\211\207\n"
    "ncongdot \342\251\255\314\270\nncup \342\251\202\nncy \320\275\nndash \342\200\223\nne \342\211\240\n"
    "neArr \342\207\227\nnearhk \342\244\244\nnearr \342\206\227\nnearrow \342\206\227\nnedot \342\211\220\314\270\n"
    "nequiv \342\211\242\nnesear \342\244\250\nnesim \342\211\202\314\270\nnexist \342\210\204\n"
    "nexists \342\210\204\nnfr \360\235\224\253\nngE \342\211\247\314\270\nnge \342\211\261\nngeq \342\211\261\n"
    "ngeqq \342\211\247\314\270\nngeqslant \342\251\276\314\270\nnges \342\251\276\314\270\nngsim \342\211\265\n"
    "ngt \342\211\257\nngtr \342\211\257\nnhArr \342\207\216\nnharr \342\206\256\nnhpar \342\253\262\n"
    "ni \342\210\213\nnis \342\213\274\nnisd \342\213\272\nniv \342\210\213\nnjcy \321\232\nnlArr \342\207\215\n"
    "nlE \342\211\246\314\270\nnlarr \342\206\232\nnldr \342\200\245\nnle \342\211\260\nnleftarrow \342\206\232\n"
    "nleftrightarrow \342\206\256\nnleq \342\211\260\nnleqq \342\211\246\314\270\nnleqslant \342\251\275\314\270\n"
    "nles \342\251\275\314\270\nnless \342\211\256\nnlsim \342\211\264\nnlt \342\211\256\nnltri \342\213\252\n"
    "nltrie \342\213\254\nnmid \342\210\244\nnopf \360\235\225\237\nnot \302\254\nnotin \342\210\211\n"
    "notinE \342\213\271\314\270\nnotindot \342\213\265\314\270\nnotinva \342\210\211\nnotinvb \342\213\267\n"
    "notinvc \342\213\266\nnotni \342\210\214\nnotniva \342\210\214\nnotnivb \342\213\276\nnotnivc \342\213\275\n"
    "npar \342\210\246\nnparallel \342\210\246\nnparsl \342\253\275\342\203\245\nnpart \342\210\202\314\270\n"
    "npolint \342\250\224\nnpr \342\212\200\nnprcue \342\213\240\nnpre \342\252\257\314\270\nnprec \342\212\200\n"
    "npreceq \342\252\257\314\270\nnrArr \342\207\217\nnrarr \342\206\233\nnrarrc \342\244\263\314\270\n"
    "nrarrw \342\206\235\314\270\nnrightarrow \342\206\233\nnrtri \342\213\253\nnrtrie \342\213\255\n"
    "nsc \342\212\201\nnsccue \342\213\241\nnsce \342\252\260\314\270\nnscr \360\235\223\203\n"
    "nshortmid \342\210\244\nnshortparallel \342\210\246\nnsim \342\211\201\nnsime \342\211\204\n"
    "nsimeq \342\211\204\nnsmid \342\210\244\nnspar \342\210\246\nnsqsube \342\213\242\nnsqsupe \342\213\243\n"
    "nsub \342\212\204\nnsubE \342\253\205\314\270\nnsube \342\212\210\nnsubset \342\212\202\342\203\222\n"
    "nsubseteq \342\212\210\nnsubseteqq \342\253\205\314\270\nnsucc \342\212\201\nnsucceq \342\252\260\314\270\n"
    "nsup \342\212\205\nnsupE \342\253\206\314\270\nnsupe \342\212\211\nnsupset \342\212\203\342\203\222\n"
    "nsupseteq \342\212\211\nnsupseteqq \342\253\206\314\270\nntgl \342\211\271\nntilde \303\261\nntlg \342\211\270\n"
    "ntriangleleft \342\213\252\nntrianglelefteq \342\213\254\nntriangleright \342\213\253\n"
    "ntrianglerighteq \342\213\255\nnu \316\275\nnum #\nnumero \342\204\226\nnumsp \342\200\207\n"
    "nvDash \342\212\255\nnvHarr \342\244\204\nnvap \342\211\215\342\203\222\nnvdash \342\212\254\n"
    "nvge \342\211\245\342\203\222\nnvgt >\342\203\222\nnvinfin \342\247\236\nnvlArr \342\244\202\n"
    "nvle \342\211\244\342\203\222\nnvlt <\342\203\222\nnvltrie \342\212\264\342\203\222\nnvrArr \342\244\203\n"
    "nvrtrie \342\212\265\342\203\222\nnvsim \342\210\274\342\203\222\nnwArr \342\207\226\nnwarhk \342\244\243\n"
    "nwarr \342\206\226\nnwarrow \342\206\226\nnwnear \342\244\247\n",
    /* o */
    "oS \342\223\210\noacute \303\263\noast \342\212\233\nocir \342\212\232\nocirc \303\264\nocy \320\276\n"
    "odash \342\212\235\nodblac \305\221\nodiv \342\250\270\nodot \342\212\231\nodsold \342\246\274\noelig \305\223\n"
    "ofcir \342\246\277\nofr \360\235\224\254\nogon \313\233\nograve \303\262\nogt \342\247\201\nohbar \342\246\265\n"
    "ohm \316\251\noint \342\210\256\nolarr \342\206\272\nolcir \342\246\276\nolcross \342\246\273\n"
    "oline \342\200\276\nolt \342\247\200\nomacr \305\215\nomega \317\211\nomicron \316\277\nomid \342\246\266\n"
    "ominus \342\212\226\noopf \360\235\225\240\nopar \342\246\267\noperp \342\246\271\noplus \342\212\225\n"
    "or \342\210\250\norarr \342\206\273\nord \342\251\235\norder \342\204\264\norderof \342\204\264\nordf \302\252\n"
    "ordm \302\272\norigof \342\212\266\noror \342\251\226\norslope \342\251\227\norv \342\251\233\n"
    "oscr \342\204\264\noslash \303\270\nosol \342\212\230\notilde \303\265\notimes \342\212\227\n"
    "otimesas \342\250\266\nouml \303\266\novbar \342\214\275\n",
    /* p */
    "par \342\210\245\npara \302\266\nparallel \342\210\245\nparsim \342\253\263\nparsl \342\253\275\n"
    "part \342\210\202\npcy \320\277\npercnt %\nperiod .\npermil \342\200\260\nperp \342\212\245\n"
    "pertenk \342\200\261\npfr \360\235\224\255\nphi \317\206\nphiv \317\225\nphmmat \342\204\263\n"
    "phone \342\230\216\npi \317\200\npitchfork \342\213\224\npiv \317\226\nplanck \342\204\217\n"
    "planckh \342\204\216\nplankv \342\204\217\nplus +\nplusacir \342\250\243\nplusb \342\212\236\n"
    "pluscir \342\250\242\nplusdo \342\210\224\nplusdu \342\250\245\npluse \342\251\262\nplusmn \302\261\n"
    "plussim \342\250\246\nplustwo \342\250\247\npm \302\261\npointint \342\250\225\npopf \360\235\225\241\n"
    "pound \302\243\npr \342\211\272\nprE \342\252\263\nprap \342\252\267\nprcue \342\211\274\npre \342\252\257\n"
    "prec \342\211\272\nprecapprox \342\252\267\npreccurlyeq \342\211\274\npreceq \342\252\257\n"
    "precnapprox \342\252\271\nprecneqq \342\252\265\nprecnsim \342\213\250\nprecsim \342\211\276\n"
    "prime \342\200\262\nprimes \342\204\231\nprnE \342\252\265\nprnap \342\252\271\nprnsim \342\213\250\n"
    "prod \342\210\217\nprofalar \342\214\256\nprofline \342\214\222\nprofsurf \342\214\223\nprop \342\210\235\n"
    "propto \342\210\235\nprsim \342\211\276\nprurel \342\212\260\npscr \360\235\223\205\npsi \317\210\n"
    "puncsp \342\200\210\n",
    /* q */
    "qfr \360\235\224\256\nqint \342\250\214\nqopf \360\235\225\242\nqprime \342\201\227\nqscr \360\235\223\206\n"
    "quaternions \342\204\215\nquatint \342\250\226\nquest \077\nquesteq \342\211\237\nquot \"\n",
    /* r */
    "rAarr \342\207\233\nrArr \342\207\222\nrAtail \342\244\234\nrBarr \342\244\217\nrHar \342\245\244\n"
    "race \342\210\275\314\261\nracute \305\225\nradic \342\210\232\nraemptyv \342\246\263\nrang \342\237\251\n"
    "rangd \342\246\222\nrange \342\246\245\nrangle \342\237\251\nraquo \302\273\nrarr \342\206\222\n"
    "rarrap \342\245\265\nrarrb \342\207\245\nrarrbfs \342\244\240\nrarrc \342\244\263\nrarrfs \342\244\236\n"
    "rarrhk \342\206\252\nrarrlp \342\206\254\nrarrpl \342\245\205\nrarrsim \342\245\264\nrarrtl \342\206\243\n"
    "rarrw \342\206\235\nratail \342\244\232\nratio \342\210\266\nrationals \342\204\232\nrbarr \342\244\215\n"
    "rbbrk \342\235\263\nrbrace }\nrbrack ]\nrbrke \342\246\214\nrbrksld \342\246\216\nrbrkslu \342\246\220\n"
    "rcaron \305\231\nrcedil \305\227\nrceil \342\214\211\nrcub }\nrcy \321\200\nrdca \342\244\267\n"
    "rdldhar \342\245\251\nrdquo \342\200\235\nrdquor \342\200\235\nrdsh \342\206\263\nreal \342\204\234\n"
    "realine \342\204\233\nrealpart \342\204\234\nreals \342\204\235\nrect \342\226\255\nreg \302\256\n"
    "rfisht \342\245\275\nrfloor \342\214\213\nrfr \360\235\224\257\nrhard \342\207\201\nrharu \342\207\200\n"
    "rharul \342\245\254\nrho \317\201\nrhov \317\261\nrightarrow \342\206\222\nrightarrowtail \342\206\243\n"
    "rightharpoondown \342\207\201\nrightharpoonup \342\207\200\nrightleftarrows \342\207\204\n"
    "rightleftharpoons \342\207\214\nrightrightarrows \342\207\211\nrightsquigarrow \342\206\235\n"
    "rightthreetimes \342\213\214\nring \313\232\nrisingdotseq \342\211\223\nrlarr \342\207\204\nrlhar \342\207\214\n"
    "rlm \342\200\217\nrmoust \342\216\261\nrmoustache \342\216\261\nrnmid \342\253\256\nroang \342\237\255\n"
    "roarr \342\207\276\nrobrk \342\237\247\nropar \342\246\206\nropf \360\235\225\243\nroplus \342\250\256\n"
    "rotimes \342\250\265\nrpar )\nrpargt \342\246\224\nrppolint \342\250\222\nrrarr \342\207\211\n"
    "rsaquo \342\200\272\nrscr \360\235\223\207\nrsh \342\206\261\nrsqb ]\nrsquo \342\200\231\nrsquor \342\200\231\n"
    "rthree \342\213\214\nrtimes \342\213\212\nrtri \342\226\271\nrtrie \342\212\265\nrtrif \342\226\270\n"
    "rtriltri \342\247\216\nruluhar \342\245\250\nrx \342\204\236\n",
    /* s */
    "sacute \305\233\nsbquo \342\200\232\nsc \342\211\273\nscE \342\252\264\nscap \342\252\270\nscaron \305\241\n"
    "sccue \342\211\275\nsce \342\252\260\nscedil \305\237\nscirc \305\235\nscnE \342\252\266\nscnap \342\252\272\n"
    "scnsim \342\213\251\nscpolint \342\250\223\nscsim \342\211\277\nscy \321\201\nsdot \342\213\205\n"
    "sdotb \342\212\241\nsdote \342\251\246\nseArr \342\207\230\nsearhk \342\244\245\nsearr \342\206\230\n"
    "searrow \342\206\230\nsect \302\247\nsemi ;\nseswar \342\244\251\nsetminus \342\210\226\nsetmn \342\210\226\n"
    "sext \342\234\266\nsfr \360\235\224\260\nsfrown \342\214\242\nsharp \342\231\257\nshchcy \321\211\n"
    "shcy \321\210\nshortmid \342\210\243\nshortparallel \342\210\245\nshy \302\255\nsigma \317\203\n"
    "sigmaf \317\202\nsigmav \317\202\nsim \342\210\274\nsimdot \342\251\252\nsime \342\211\203\nsimeq \342\211\203\n"
    "simg \342\252\236\nsimgE \342\252\240\nsiml \342\252\235\nsimlE \342\252\237\nsimne \342\211\206\n"
    "simplus \342\250\244\nsimrarr \342\245\262\nslarr \342\206\220\nsmallsetminus \342\210\226\n"
    "smashp \342\250\263\nsmeparsl \342\247\244\nsmid \342\210\243\nsmile \342\214\243\nsmt \342\252\252\n"
    "smte \342\252\254\nsmtes \342\252\254\357\270\200\nsoftcy \321\214\nsol /\nsolb \342\247\204\n"
    "solbar \342\214\277\nsopf \360\235\225\244\nspades \342\231\240\nspadesuit \342\231\240\nspar \342\210\245\n"
    "sqcap \342\212\223\nsqcaps \342\212\223\357\270\200\nsqcup \342\212\224\nsqcups \342\212\224\357\270\200\n"
    "sqsub \342\212\217\nsqsube \342\212\221\nsqsubset \342\212\217\nsqsubseteq \342\212\221\nsqsup \342\212\220\n"
    "sqsupe \342\212\222\nsqsupset \342\212\220\nsqsupseteq \342\212\222\nsqu \342\226\241\nsquare \342\226\241\n"
    "squarf \342\226\252\nsquf \342\226\252\nsrarr \342\206\222\nsscr \360\235\223\210\nssetmn \342\210\226\n"
    "ssmile \342\214\243\nsstarf \342\213\206\nstar \342\230\206\nstarf \342\230\205\nstraightepsilon \317\265\n"
    "straightphi \317\225\nstrns \302\257\nsub \342\212\202\nsubE \342\253\205\nsubdot \342\252\275\n"
    "sube \342\212\206\nsubedot \342\253\203\nsubmult \342\253\201\nsubnE \342\253\213\nsubne \342\212\212\n"
    "subplus \342\252\277\nsubrarr \342\245\271\nsubset \342\212\202\nsubseteq \342\212\206\nsubseteqq \342\253\205\n"
    "subsetneq \342\212\212\nsubsetneqq \342\253\213\nsubsim \342\253\207\nsubsub \342\253\225\nsubsup \342\253\223\n"
    "succ \342\211\273\nsuccapprox \342\252\270\nsucccurlyeq \342\211\275\nsucceq \342\252\260\n"
    "succnapprox \342\252\272\nsuccneqq \342\252\266\nsuccnsim \342\213\251\nsuccsim \342\211\277\nsum \342\210\221\n"
    "sung \342\231\252\nsup \342\212\203\nsup1 \302\271\nsup2 \302\262\nsup3 \302\263\nsupE \342\253\206\n"
    "supdot \342\252\276\nsupdsub \342\253\230\nsupe \342\212\207\nsupedot \342\253\204\nsuphsol \342\237\211\n"
    "suphsub \342\253\227\nsuplarr \342\245\273\nsupmult \342\253\202\nsupnE \342\253\214\nsupne \342\212\213\n"
    "supplus \342\253\200\nsupset \342\212\203\nsupseteq \342\212\207\nsupseteqq \342\253\206\n"
    "supsetneq \342\212\213\nsupsetneqq \342\253\214\nsupsim \342\253\210\nsupsub \342\253\224\nsupsup \342\253\226\n"
    "swArr \342\207\231\nswarhk \342\244\246\nswarr \342\206\231\nswarrow \342\206\231\nswnwar \342\244\252\n"
    "szlig \303\237\n",
    /* t */
    "target \342\214\226\ntau \317\204\ntbrk \342\216\264\ntcaron \305\245\ntcedil \305\243\ntcy \321\202\n"
    "tdot \342\203\233\ntelrec \342\214\225\ntfr \360\235\224\261\nthere4 \342\210\264\ntherefore \342\210\264\n"
    "theta \316\270\nthetasym \317\221\nthetav \317\221\nthickapprox \342\211\210\nthicksim \342\210\274\n"
    "thinsp \342\200\211\nthkap \342\211\210\nthksim \342\210\274\nthorn \303\276\ntilde \313\234\ntimes \303\227\n"
    "timesb \342\212\240\ntimesbar \342\250\261\ntimesd \342\250\260\ntint \342\210\255\ntoea \342\244\250\n"
    "top \342\212\244\ntopbot \342\214\266\ntopcir \342\253\261\ntopf \360\235\225\245\ntopfork \342\253\232\n"
    "tosa \342\244\251\ntprime \342\200\264\ntrade \342\204\242\ntriangle \342\226\265\ntriangledown \342\226\277\n"
    "triangleleft \342\227\203\ntrianglelefteq \342\212\264\ntriangleq \342\211\234\ntriangleright \342\226\271\n"
    "trianglerighteq \342\212\265\ntridot \342\227\254\ntrie \342\211\234\ntriminus \342\250\272\n"
    "triplus \342\250\271\ntrisb \342\247\215\ntritime \342\250\273\ntrpezium \342\217\242\ntscr \360\235\223\211\n"
    "tscy \321\206\ntshcy \321\233\ntstrok \305\247\ntwixt \342\211\254\ntwoheadleftarrow \342\206\236\n"
    "twoheadrightarrow \342\206\240\n",
    /* u */
    "uArr \342\207\221\nuHar \342\245\243\nuacute \303\272\nuarr \342\206\221\nubrcy \321\236\nubreve \305\255\n"
    "ucirc \303\273\nucy \321\203\nudarr \342\207\205\nudblac \305\261\nudhar \342\245\256\nufisht \342\245\276\n"
    "ufr \360\235\224\262\nugrave \303\271\nuharl \342\206\277\nuharr \342\206\276\nuhblk \342\226\200\n"
    "ulcorn \342\214\234\nulcorner \342\214\234\nulcrop \342\214\217\nultri \342\227\270\numacr \305\253\n"
    "uml \302\250\nuogon \305\263\nuopf \360\235\225\246\nuparrow \342\206\221\nupdownarrow \342\206\225\n"
    "upharpoonleft \342\206\277\nupharpoonright \342\206\276\nuplus \342\212\216\nupsi \317\205\nupsih \317\222\n"
    "upsilon \317\205\nupuparrows \342\207\210\nurcorn \342\214\235\nurcorner \342\214\235\nurcrop \342\214\216\n"
    "uring \305\257\nurtri \342\227\271\nuscr \360\235\223\212\nutdot \342\213\260\nutilde \305\251\n"
    "utri \342\226\265\nutrif \342\226\264\nuuarr \342\207\210\nuuml \303\274\nuwangle \342\246\247\n",
    /* v */
    "vArr \342\207\225\nvBar \342\253\250\nvBarv \342\253\251\nvDash \342\212\250\nvangrt \342\246\234\n"
    "varepsilon \317\265\nvarkappa \317\260\nvarnothing \342\210\205\nvarphi \317\225\nvarpi \317\226\n"
    "varpropto \342\210\235\nvarr \342\206\225\nvarrho \317\261\nvarsigma \317\202\n"
    "varsubsetneq \342\212\212\357\270\200\nvarsubsetneqq \342\253\213\357\270\200\n"
    "varsupsetneq \342\212\213\357\270\200\nvarsupsetneqq \342\253\214\357\270\200\nvartheta \317\221\n"
    "vartriangleleft \342\212\262\nvartriangleright \342\212\263\nvcy \320\262\nvdash \342\212\242\n"
    "vee \342\210\250\nveebar \342\212\273\nveeeq \342\211\232\nvellip \342\213\256\nverbar |\nvert |\n"
    "vfr \360\235\224\263\nvltri \342\212\262\nvnsub \342\212\202\342\203\222\nvnsup \342\212\203\342\203\222\n"
    "vopf \360\235\225\247\nvprop \342\210\235\nvrtri \342\212\263\nvscr \360\235\223\213\n"
    "vsubnE \342\253\213\357\270\200\nvsubne \342\212\212\357\270\200\nvsupnE \342\253\214\357\270\200\n"
    "vsupne \342\212\213\357\270\200\nvzigzag \342\246\232\n",
    /* w */
    "wcirc \305\265\nwedbar \342\251\237\nwedge \342\210\247\nwedgeq \342\211\231\nweierp \342\204\230\n"
    "wfr \360\235\224\264\nwopf \360\235\225\250\nwp \342\204\230\nwr \342\211\200\nwreath \342\211\200\n"
    "wscr \360\235\223\214\n",
    /* x */
    "xcap \342\213\202\nxcirc \342\227\257\nxcup \342\213\203\nxdtri \342\226\275\nxfr \360\235\224\265\n"
    "xhArr \342\237\272\nxharr \342\237\267\nxi \316\276\nxlArr \342\237\270\nxlarr \342\237\265\nxmap \342\237\274\n"
    "xnis \342\213\273\nxodot \342\250\200\nxopf \360\235\225\251\nxoplus \342\250\201\nxotime \342\250\202\n"
    "xrArr \342\237\271\nxrarr \342\237\266\nxscr \360\235\223\215\nxsqcup \342\250\206\nxuplus \342\250\204\n"
    "xutri \342\226\263\nxvee \342\213\201\nxwedge \342\213\200\n",
    /* y */
    "yacute \303\275\nyacy \321\217\nycirc \305\267\nycy \321\213\nyen \302\245\nyfr \360\235\224\266\n"
    "yicy \321\227\nyopf \360\235\225\252\nyscr \360\235\223\216\nyucy \321\216\nyuml \303\277\n",
    /* z */
    "zacute \305\272\nzcaron \305\276\nzcy \320\267\nzdot \305\274\nzeetrf \342\204\250\nzeta \316\266\n"
    "zfr \360\235\224\267\nzhcy \320\266\nzigrarr \342\207\235\nzopf \360\235\225\253\nzscr \360\235\223\217\n"
    "zwj \342\200\215\nzwnj \342\200\214\n",
};
/* clang-format on */
