@echo off
title attend
set "PATH=%~dp0;%PATH%"
cd /d "%USERPROFILE%\Documents" 2>nul
call attend.cmd --help
echo.
echo Type a command here, such as: attend demo
cmd /k
