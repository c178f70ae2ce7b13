def masthead(request):
    return {}
