/**
 * Everything before `\begin{document}`, for Debian's texlive-latex-base and no package beyond it.
 *
 * TeX itself measures what it sets: a chain that does not fit one line gets a line for each relation, a link that does
 * not fit its line is broken at its signs, and only what still sticks out (a wide matrix) is scaled down.
 */
export const preamble = (matrixColumns: number) => String.raw`\documentclass[11pt,a4paper]{article}
\usepackage[utf8]{inputenc}
\usepackage{amsmath,amssymb,graphicx}
\usepackage[margin=24mm,footskip=12mm]{geometry}
\setcounter{MaxMatrixCols}{${matrixColumns}}
\providecommand{\lt}{<}
\providecommand{\gt}{>}
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt plus 2pt}
\setlength{\emergencystretch}{3em}
\setlength{\lineskip}{5pt}
\setlength{\lineskiplimit}{3pt}
\clubpenalty=10000
\widowpenalty=10000
\raggedbottom
\frenchspacing

\newsavebox{\scrap}
\newsavebox{\lastline}
\newdimen\room
\newdimen\widest
\newdimen\stem

% \piece[\loosen]{formula}: no wider than \room. With \loosen, a line may break between parentheses.
\let\Left\left
\let\Right\right
\newcommand{\strutted}[2]{\Left#1\rule[-.35em]{0pt}{1.2em}\Right#2}
\newcommand{\loosen}{\def\left##1{\mathopen{\strutted##1.}}\def\right##1{\mathclose{\strutted.##1}}}
\newcommand{\piece}[2][]{\leavevmode
  \sbox{\scrap}{$\displaystyle #2$}%
  \ifdim\wd\scrap>\room \breakpiece{#1}{#2}\fi
  \ifdim\dimexpr\ht\scrap+\dp\scrap\relax>.85\textheight
    \sbox{\scrap}{\resizebox*{!}{.85\textheight}{\usebox{\scrap}}}\fi
  \usebox{\scrap}}
\newcommand{\breakpiece}[2]{%
  \setlines{\room}{#1}{#2}\measurelines
  \ifdim\widest>\room
    \setlines{\widest}{#1}{#2}\sbox{\scrap}{\resizebox{\room}{!}{\usebox{\scrap}}}\fi}
\newcommand{\setlines}[3]{\setbox\scrap=\vtop{\hsize=#1\relax
  \raggedright\parindent=0pt \hfuzz=\maxdimen \hbadness=10000 #2\noindent$\displaystyle #3$\par}}
\newcommand{\measurelines}{\global\widest=0pt
  \setbox0=\vbox{\unvcopy\scrap
    \loop \unskip\unpenalty \setbox\lastline=\lastbox \ifhbox\lastline
      \setbox\lastline=\hbox{\unhbox\lastline}%
      \ifdim\wd\lastline>\widest \global\widest=\wd\lastline\fi
    \repeat}}

% \chain{symbol}{\link{=}{formula}\link{\approx}{value}}
\newcommand{\inlink}[3][]{#2#3}
\newcommand{\outlink}[3][]{\par\noindent\hskip\leftskip\hbox to\stem{$\displaystyle\symbolleft$\hfil}%
  \hbox to2em{\hfil$#2$\hfil}\let\symbolleft\relax\piece[#1]{#3}}
\newcommand{\chain}[2]{\par{\parskip=2pt \lineskip=5pt \lineskiplimit=3pt \let\link\inlink
  \sbox{\scrap}{$\displaystyle #1#2$}\room=\linewidth
  \ifdim\wd\scrap>\room \longchain{#1}{#2}\else\noindent\piece{#1#2}\fi\par}}
\newcommand{\longchain}[2]{\let\link\outlink \def\symbolleft{#1}%
  \sbox{\scrap}{$\displaystyle #1$}\stem=\wd\scrap
  \ifdim\stem>.4\linewidth \noindent\piece{#1}\par \stem=0pt \let\symbolleft\relax\fi
  \advance\room by-\stem \advance\room by-2em #2}

\makeatletter
\newcommand{\ruled}[1]{#1\nobreak\vskip1pt\hrule height.4pt}
\newcommand{\topic}[1]{\@startsection{section}{1}{0pt}{-20pt plus -6pt}{7pt}{\large\bfseries\ruled}*{#1\strut}}
\newcommand{\step}[2]{\@startsection{subsection}{2}{0pt}{-11pt plus -4pt}{1pt}{\bfseries}*{\llap{\mdseries#1\hskip8pt}#2}}
\makeatother
\newcommand{\repeated}[1]{\par\addvspace{12pt}{\bfseries\itshape #1\par}\nobreak}

% \drawn{\begin{array}...}, each cell an \entry: a tall one keeps its distance from the line above and below.
\newcommand{\drawn}[1]{\par\addvspace{8pt}{\room=\linewidth
  \renewcommand{\arraystretch}{1.25}\noindent\piece{#1}\par}\addvspace{4pt}}
\newcommand{\entry}[1]{{\renewcommand{\arraystretch}{1}\setbox0=\hbox{$#1$}%
  \ht0=\dimexpr\ht0+3pt\relax \dp0=\dimexpr\dp0+3pt\relax \box0}}
\newcommand{\why}[1]{#1\par\nobreak}
\newcommand{\remark}[1]{\par{\itshape #1\par}}
\newcommand{\lead}[1]{\textbf{#1}\enspace}
\newenvironment{aside}{\begin{list}{}{\leftmargin=1.5em\topsep=2pt\parsep=2pt\itemsep=0pt}\item\small}{\end{list}}
\newcommand{\answer}[2]{\par\addvspace{8pt}{\raggedright #1\par\nobreak
  \room=\linewidth \advance\room by-2\fboxsep \advance\room by-2\fboxrule \noindent\fbox{\piece{#2}}\par}}
\setlength{\fboxsep}{6pt}
`;
