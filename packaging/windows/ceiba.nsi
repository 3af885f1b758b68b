; Installs the Windows bundle for the whole machine. One rule: the data folder is nobody's but the kiosk's account, the
; system's and the administrators'; nothing here deletes data unless somebody asked for it.
;
;   makensis -DVERSION=0.1.0 -DBUNDLE=..\..\build\bundle\ceiba -DOUT=ceiba-installer.exe packaging\windows\ceiba.nsi
;   ceiba-installer.exe /S /ACCOUNT=ceiba-kiosk         silent; exit code 2 when something was not in order
;   Uninstall.exe /S /DELETEDATA                    silent; without /DELETEDATA all data stays
;
; Written for NSIS 3. It compiles on Linux too; it was never run on Windows (docs/windows.md).

Unicode true
!include LogicLib.nsh
!include FileFunc.nsh
!include x64.nsh

!define PROGRAM "ceiba-window.exe"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Ceiba"
!define SYSTEM "*S-1-5-18:(OI)(CI)F"           ; by number, as the names are translated
!define OWNER "*S-1-5-32-544"
!define ADMINISTRATORS "${OWNER}:(OI)(CI)F"

!macro Icacls WORDS                            ; a failure stays in $1
  nsExec::ExecToLog '"$SYSDIR\icacls.exe" "$Data" ${WORDS}'
  Pop $0
  ${If} $0 != 0
    StrCpy $1 $0
  ${EndIf}
!macroend

Name "Ceiba ${VERSION}"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\Ceiba"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
ShowInstDetails show
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

Var Account
Var Data

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "Ceiba needs a 64-bit Windows." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ${GetParameters} $0
  ${GetOptions} $0 "/ACCOUNT=" $Account
  ${If} $Account == ""
    StrCpy $Account "ceiba-kiosk"
  ${EndIf}
FunctionEnd

Function RefuseWhileItRuns
  IfFileExists "$INSTDIR\${PROGRAM}" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\${PROGRAM}" a
  IfErrors 0 closed
    MessageBox MB_OK|MB_ICONSTOP "Ceiba runs. Close it with the staff code, then install again." /SD IDOK
    SetErrorLevel 2
    Quit
  closed:
  FileClose $0
  free:
FunctionEnd

Function MakeDataFolder
  CreateDirectory "$Data"                      ; anybody may have made it before: owner and rights are set anew
  StrCpy $1 0
  !insertmacro Icacls '/setowner ${OWNER}'
  !insertmacro Icacls '/reset'
  !insertmacro Icacls '/inheritance:r /grant:r ${SYSTEM} ${ADMINISTRATORS} "$Account:(OI)(CI)M"'
  ${If} $1 != 0
    MessageBox MB_OK|MB_ICONSTOP "There is no account $Account. Make it as a standard user, then install again." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section "Ceiba"
  SetShellVarContext all                       ; $APPDATA is ProgramData, the start menu is everybody's
  SetRegView 64
  StrCpy $Data "$APPDATA\Ceiba"
  Call RefuseWhileItRuns
  Call MakeDataFolder

  RMDir /r "$INSTDIR\_internal"                ; nothing of an older version stays
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}/*"
  File "shell-launcher.xml"
  WriteUninstaller "$INSTDIR\Uninstall.exe"

  CreateDirectory "$SMPROGRAMS\Ceiba"
  CreateShortCut "$SMPROGRAMS\Ceiba\Ceiba (trial).lnk" "$INSTDIR\${PROGRAM}" "run"
  CreateShortCut "$SMPROGRAMS\Ceiba\Ceiba desk.lnk" "$INSTDIR\${PROGRAM}" "desk"
  CreateShortCut "$SMPROGRAMS\Ceiba\Ceiba summary.lnk" "$INSTDIR\${PROGRAM}" "summary --window"

  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "Ceiba"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  SetShellVarContext all
  SetRegView 64
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\ceiba.exe"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\shell-launcher.xml"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  RMDir /r "$SMPROGRAMS\Ceiba"
  DeleteRegKey HKLM "${UNINSTALL}"

  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DELETEDATA" $1
  ${IfNot} ${Errors}
    Goto erase
  ${EndIf}
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 \
    "Delete this kiosk's keys and sealed records too? What was not brought to the shelter is then lost." /SD IDNO IDYES erase
  Goto kept
  erase:
    RMDir /r "$APPDATA\Ceiba"
  kept:
SectionEnd
